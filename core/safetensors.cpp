// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/safetensors.h"

#include "core/atomic-file.h"
#include "core/error.h"
#include "core/i18n.h"

#include <ATen/Functions.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

namespace nst {
namespace {

using Json = nlohmann::json;

static_assert(std::endian::native == std::endian::little, "safetensors is little-endian, and so is this reader");

constexpr std::uint64_t max_header_bytes = 16U << 20U;
constexpr std::size_t max_dimensions = 8;
// {"name": {"shape": [1, 2]}} is three deep; anything deeper is not this format and could exhaust the stack.
constexpr int max_json_depth = 3;

struct Dtype {
  const char* name;
  at::ScalarType type;
  std::uint64_t bytes;
};
constexpr std::array<Dtype, 4> dtypes{
    {{"F32", at::kFloat, 4}, {"F16", at::kHalf, 2}, {"BF16", at::kBFloat16, 2}, {"I64", at::kLong, 8}}};

[[noreturn]] void damaged(const std::filesystem::path& path, const std::string& reason) {
  throw Error(
      tr("The weights file “{}” cannot be used: {}. Install it again from a trusted source.", path.string(), reason));
}

struct Entry {
  std::string name;
  Dtype dtype;
  std::vector<std::int64_t> shape;
  std::uint64_t begin;
  std::uint64_t end;
};

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
    damaged(path, tr("its header is nested too deeply"));
  }
  if (!header.is_object()) {
    damaged(path, tr("its header is not valid JSON"));
  }
  if (doubled) {
    damaged(path, tr("its header names something twice"));
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

Entry parse_entry(const std::filesystem::path& path, const std::string& name, const Json& json) {
  const auto refuse = [&](const std::string& reason) { damaged(path, tr("tensor “{}” {}", name, reason)); };
  if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") || !json.contains("data_offsets")) {
    refuse(tr("is not described"));
  }
  const auto dtype = std::ranges::find_if(dtypes, [&](const Dtype& known) { return json["dtype"] == known.name; });
  if (dtype == dtypes.end()) {
    refuse(tr("has an unknown number format"));
  }
  Entry entry{name, *dtype, {}, 0, 0};
  const Json& shape = json["shape"];
  if (!shape.is_array() || shape.size() > max_dimensions) {
    refuse(tr("has no valid shape"));
  }
  for (const Json& extent : shape) {
    if (!extent.is_number_unsigned() ||
        extent.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      refuse(tr("has no valid shape"));
    }
    entry.shape.push_back(extent.get<std::int64_t>());
  }
  const Json& offsets = json["data_offsets"];
  if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
      !offsets[1].is_number_unsigned()) {
    refuse(tr("has no valid place in the file"));
  }
  entry.begin = offsets[0].get<std::uint64_t>();
  entry.end = offsets[1].get<std::uint64_t>();
  const std::optional<std::uint64_t> bytes = product(entry.shape, dtype->bytes);
  if (entry.end < entry.begin || !bytes || *bytes != entry.end - entry.begin) {
    refuse(tr("has a shape that does not match its size"));
  }
  return entry;
}

/// The tensors have to cover the data exactly, in some order: no gap, no overlap, nothing behind.
void check_coverage(const std::filesystem::path& path, std::vector<Entry> entries, std::uint64_t data_bytes) {
  std::ranges::sort(entries, {}, [](const Entry& entry) { return std::pair(entry.begin, entry.end); });
  std::uint64_t expected = 0;
  for (const Entry& entry : entries) {
    if (entry.begin != expected) {
      damaged(path, tr("its tensors overlap or leave gaps"));
    }
    expected = entry.end;
  }
  if (expected > data_bytes) {
    damaged(path, tr("it is truncated"));
  }
  if (expected < data_bytes) {
    damaged(path, tr("it holds more than its header says"));
  }
}

struct Header {
  std::map<std::string, std::string> metadata;
  std::vector<Entry> entries;
  std::uint64_t data_start;  ///< in bytes from the beginning of the file
};

std::map<std::string, std::string> parse_metadata(const std::filesystem::path& path, const Json& json) {
  std::map<std::string, std::string> metadata;
  if (!json.is_object()) {
    damaged(path, tr("its metadata is not text"));
  }
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) {
      damaged(path, tr("its metadata is not text"));
    }
    metadata[key] = value.get<std::string>();
  }
  return metadata;
}

/// Reads the header and checks that it describes the whole file.
Header read_header(const std::filesystem::path& path, std::istream& stream) {
  std::error_code error;
  const std::uint64_t file_bytes = std::filesystem::file_size(path, error);
  if (error || !stream) {
    throw Error(tr("The weights file “{}” cannot be opened. Install the model again.", path.string()));
  }
  std::uint64_t header_bytes = 0;
  if (file_bytes < sizeof header_bytes || !stream.read(reinterpret_cast<char*>(&header_bytes), sizeof header_bytes)) {
    damaged(path, tr("it is too short"));
  }
  if (header_bytes > max_header_bytes || header_bytes > file_bytes - sizeof header_bytes) {
    damaged(path, tr("its header is longer than it may be"));
  }
  std::string text(header_bytes, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(header_bytes))) {
    damaged(path, tr("it is truncated"));
  }
  Header header{{}, {}, sizeof header_bytes + header_bytes};
  const Json tree = parse_header(path, text);
  for (const auto& [name, json] : tree.items()) {
    if (name == "__metadata__") {
      header.metadata = parse_metadata(path, json);
    } else {
      header.entries.push_back(parse_entry(path, name, json));
    }
  }
  check_coverage(path, header.entries, file_bytes - header.data_start);
  return header;
}

}  // namespace

TensorFile read_safetensors(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  Header header = read_header(path, stream);
  TensorFile file{std::move(header.metadata), {}};
  for (const Entry& entry : header.entries) {
    at::Tensor tensor = at::empty(entry.shape, at::TensorOptions().dtype(entry.dtype.type));
    stream.seekg(static_cast<std::streamoff>(header.data_start + entry.begin));
    if (!stream.read(static_cast<char*>(tensor.data_ptr()), static_cast<std::streamsize>(entry.end - entry.begin))) {
      damaged(path, tr("it is truncated"));
    }
    file.tensors.emplace(entry.name, std::move(tensor));
  }
  return file;
}

std::map<std::string, std::string> read_safetensors_metadata(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return read_header(path, stream).metadata;
}

void write_safetensors(const std::filesystem::path& path, const TensorFile& file) {
  Json header = Json::object();
  if (!file.metadata.empty()) {
    header["__metadata__"] = file.metadata;
  }
  std::uint64_t offset = 0;
  std::vector<at::Tensor> data;
  for (const auto& [name, tensor] : file.tensors) {
    const at::Tensor plain = tensor.detach().cpu().contiguous();
    const auto dtype = std::ranges::find(dtypes, plain.scalar_type(), &Dtype::type);
    if (dtype == dtypes.end()) {
      throw Error(tr("Tensor “{}” has a number format that weights files do not hold.", name));
    }
    header[name] = {
        {"dtype", dtype->name}, {"shape", plain.sizes().vec()}, {"data_offsets", {offset, offset + plain.nbytes()}}};
    offset += plain.nbytes();
    data.push_back(plain);
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');  // keeps the tensors aligned, as the format asks

  const std::uint64_t header_bytes = text.size();
  std::vector<std::byte> bytes;
  bytes.reserve(sizeof header_bytes + header_bytes + offset);
  const auto append = [&](const void* from, std::size_t size) {
    const auto* first = static_cast<const std::byte*>(from);
    bytes.insert(bytes.end(), first, first + size);
  };
  append(&header_bytes, sizeof header_bytes);
  append(text.data(), text.size());
  for (const at::Tensor& tensor : data) {
    append(tensor.data_ptr(), tensor.nbytes());
  }
  write_file(path, bytes);
}

}  // namespace nst
