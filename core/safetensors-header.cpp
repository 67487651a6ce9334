// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/safetensors-header.h"

#include "core/error.h"
#include "core/i18n.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <fstream>
#include <limits>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

namespace nst {
namespace {

using Json = nlohmann::json;

static_assert(std::endian::native == std::endian::little, "safetensors is little-endian, and so is this reader");

constexpr std::uint64_t max_header_bytes = 16U << 20U;
constexpr std::size_t max_dimensions = 8;
// {"name": {"shape": [1, 2]}} is three deep; anything deeper is not this format and could exhaust the stack.
constexpr int max_json_depth = 3;

using Tensor = SafetensorsHeader::Tensor;

Json parse_header(const std::filesystem::path& path, const std::string& text) {
  bool too_deep = false;
  bool doubled = false;
  std::vector<std::set<std::string>> keys;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
    too_deep |= depth > max_json_depth;
    if (event == Json::parse_event_t::object_start) {
      keys.emplace_back();
    } else if (event == Json::parse_event_t::object_end) {
      keys.pop_back();
    } else if (event == Json::parse_event_t::key) {
      doubled |= !keys.back().insert(value.get<std::string>()).second;
    }
    return !too_deep;
  };
  Json header = Json::parse(text, watch, /*allow_exceptions=*/false);
  if (too_deep) {
    refuse_safetensors(path, tr("its header is nested too deeply"));
  }
  if (!header.is_object()) {
    refuse_safetensors(path, tr("its header is not valid JSON"));
  }
  if (doubled) {
    refuse_safetensors(path, tr("its header names something twice"));
  }
  return header;
}

std::optional<std::uint64_t> product(const std::vector<std::int64_t>& shape, std::uint64_t factor) {
  // LibTorch multiplies the other extents of an empty tensor, too: they may not overflow either.
  std::uint64_t total = factor;
  bool empty = false;
  for (const std::int64_t extent : shape) {
    empty = empty || extent == 0;
    if (extent != 0 && (__builtin_mul_overflow(total, static_cast<std::uint64_t>(extent), &total) ||
                        total > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))) {
      return std::nullopt;
    }
  }
  return empty ? 0 : total;
}

Tensor parse_tensor(const std::filesystem::path& path, const std::string& name, const Json& json) {
  const auto refuse = [&](const std::string& reason) { refuse_safetensors(path, tr("tensor “{}” {}", name, reason)); };
  if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") || !json.contains("data_offsets")) {
    refuse(tr("is not described"));
  }
  const auto dtype = std::ranges::find_if(dtypes, [&](const DtypeEntry& known) { return json["dtype"] == known.name; });
  if (dtype == dtypes.end()) {
    refuse(tr("has an unknown number format"));
  }
  Tensor tensor{name, static_cast<Dtype>(dtype - dtypes.begin()), {}, 0, 0};
  const Json& shape = json["shape"];
  if (!shape.is_array() || shape.size() > max_dimensions) {
    refuse(tr("has no valid shape"));
  }
  for (const Json& extent : shape) {
    if (!extent.is_number_unsigned() ||
        extent.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      refuse(tr("has no valid shape"));
    }
    tensor.shape.push_back(extent.get<std::int64_t>());
  }
  const Json& offsets = json["data_offsets"];
  if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
      !offsets[1].is_number_unsigned()) {
    refuse(tr("has no valid place in the file"));
  }
  tensor.begin = offsets[0].get<std::uint64_t>();
  tensor.end = offsets[1].get<std::uint64_t>();
  const std::optional<std::uint64_t> bytes = product(tensor.shape, dtype->bytes);
  if (tensor.end < tensor.begin || !bytes || *bytes != tensor.end - tensor.begin) {
    refuse(tr("has a shape that does not match its size"));
  }
  return tensor;
}

/// The tensors have to cover the data exactly, in some order: no gap, no overlap, nothing behind.
void check_coverage(const std::filesystem::path& path, std::vector<Tensor> tensors, std::uint64_t data_bytes) {
  std::ranges::sort(tensors, {}, [](const Tensor& tensor) { return std::pair(tensor.begin, tensor.end); });
  std::uint64_t expected = 0;
  for (const Tensor& tensor : tensors) {
    if (tensor.begin != expected) {
      refuse_safetensors(path, tr("its tensors overlap or leave gaps"));
    }
    expected = tensor.end;
  }
  if (expected > data_bytes) {
    refuse_safetensors(path, tr("it is truncated"));
  }
  if (expected < data_bytes) {
    refuse_safetensors(path, tr("it holds more than its header says"));
  }
}

std::map<std::string, std::string> parse_metadata(const std::filesystem::path& path, const Json& json) {
  std::map<std::string, std::string> metadata;
  if (!json.is_object()) {
    refuse_safetensors(path, tr("its metadata is not text"));
  }
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) {
      refuse_safetensors(path, tr("its metadata is not text"));
    }
    metadata[key] = value.get<std::string>();
  }
  return metadata;
}

}  // namespace

void refuse_safetensors(const std::filesystem::path& path, const std::string& reason) {
  throw Error(
      tr("The weights file “{}” cannot be used: {}. Install it again from a trusted source.", path.string(), reason));
}

SafetensorsHeader read_safetensors_header(const std::filesystem::path& path, std::istream& stream) {
  std::error_code error;
  const std::uint64_t file_bytes = std::filesystem::file_size(path, error);
  if (error || !stream) {
    throw Error(tr("The weights file “{}” cannot be opened. Install the model again.", path.string()));
  }
  std::uint64_t header_bytes = 0;
  if (file_bytes < sizeof header_bytes || !stream.read(reinterpret_cast<char*>(&header_bytes), sizeof header_bytes)) {
    refuse_safetensors(path, tr("it is too short"));
  }
  if (header_bytes > max_header_bytes || header_bytes > file_bytes - sizeof header_bytes) {
    refuse_safetensors(path, tr("its header is longer than it may be"));
  }
  std::string text(header_bytes, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(header_bytes))) {
    refuse_safetensors(path, tr("it is truncated"));
  }
  SafetensorsHeader header{{}, {}, sizeof header_bytes + header_bytes};
  const Json tree = parse_header(path, text);
  for (const auto& [name, json] : tree.items()) {
    if (name == "__metadata__") {
      header.metadata = parse_metadata(path, json);
    } else {
      header.tensors.push_back(parse_tensor(path, name, json));
    }
  }
  check_coverage(path, header.tensors, file_bytes - header.data_start);
  return header;
}

std::map<std::string, std::string> read_safetensors_metadata(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return read_safetensors_header(path, stream).metadata;
}

}  // namespace nst
