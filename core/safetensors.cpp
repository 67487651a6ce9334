// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/safetensors.h"

#include "core/atomic-file.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/safetensors-header.h"

#include <ATen/Functions.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

namespace nst {
namespace {

using Json = nlohmann::json;

// In the order of Dtype.
constexpr std::array<at::ScalarType, dtypes.size()> scalar_types{at::kFloat, at::kHalf, at::kBFloat16, at::kLong};

at::ScalarType scalar_type(Dtype dtype) { return scalar_types[static_cast<std::size_t>(dtype)]; }

}  // namespace

TensorFile read_safetensors(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  SafetensorsHeader header = read_safetensors_header(path, stream);
  TensorFile file{std::move(header.metadata), {}};
  for (const SafetensorsHeader::Tensor& entry : header.tensors) {
    at::Tensor tensor = at::empty(entry.shape, at::TensorOptions().dtype(scalar_type(entry.dtype)));
    stream.seekg(static_cast<std::streamoff>(header.data_start + entry.begin));
    if (!stream.read(static_cast<char*>(tensor.data_ptr()), static_cast<std::streamsize>(entry.end - entry.begin))) {
      refuse_safetensors(path, tr("it is truncated"));
    }
    file.tensors.emplace(entry.name, std::move(tensor));
  }
  return file;
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
    const auto type = std::ranges::find(scalar_types, plain.scalar_type());
    if (type == scalar_types.end()) {
      throw Error(tr("Tensor “{}” has a number format that weights files do not hold.", name));
    }
    header[name] = {{"dtype", dtypes[static_cast<std::size_t>(type - scalar_types.begin())].name},
                    {"shape", plain.sizes().vec()},
                    {"data_offsets", {offset, offset + plain.nbytes()}}};
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
