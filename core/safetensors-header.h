// SPDX-License-Identifier: GPL-3.0-or-later
//
// The header of a safetensors file, which says what the file holds; without LibTorch, so that models can be listed
// before it is there. Private to the core: core/safetensors.h reads and writes whole files, and says what the format
// is.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <istream>
#include <map>
#include <string>
#include <vector>

namespace nst {

/// The number formats that weights files may have.
enum class Dtype { f32, f16, bf16, i64 };

struct DtypeEntry {
  const char* name;
  std::uint64_t bytes;
};

/// In the order of Dtype.
inline constexpr std::array<DtypeEntry, 4> dtypes{{{"F32", 4}, {"F16", 2}, {"BF16", 2}, {"I64", 8}}};

struct SafetensorsHeader {
  struct Tensor {
    std::string name;
    Dtype dtype;
    std::vector<std::int64_t> shape;
    std::uint64_t begin;  ///< in bytes from `data_start`
    std::uint64_t end;
  };
  std::map<std::string, std::string> metadata;
  std::vector<Tensor> tensors;
  std::uint64_t data_start;  ///< in bytes from the beginning of the file
};

/// Throws Error: the file at `path` is refused because of `reason`, a part of a translated sentence.
[[noreturn]] void refuse_safetensors(const std::filesystem::path& path, const std::string& reason);

/// Reads the header of the file at `path`, opened as `stream`, and checks that it describes the whole file. Throws
/// Error as read_safetensors() does.
SafetensorsHeader read_safetensors_header(const std::filesystem::path& path, std::istream& stream);

/// The metadata alone. The rest of the header is checked as well, the tensors are not read. Throws Error as above.
std::map<std::string, std::string> read_safetensors_metadata(const std::filesystem::path& path);

}  // namespace nst
