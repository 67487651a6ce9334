// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/weights-file.h"

#include "core/error.h"
#include "core/i18n.h"

#include <fstream>
#include <string>
#include <string_view>

namespace nst {
namespace {

constexpr std::size_t start_bytes = 512;
constexpr std::size_t safetensors_header = 8;  // where the JSON begins
constexpr std::size_t tar_mark = 257;          // where a tar archive says that it is one

std::string start_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string start(start_bytes, '\0');
  if (!stream || (!stream.read(start.data(), start_bytes) && stream.gcount() == 0)) {
    throw Error(tr("The weights file “{}” cannot be opened, or is empty. Choose another file.", path.string()));
  }
  start.resize(static_cast<std::size_t>(stream.gcount()));
  return start;
}

bool is_web_page(std::string_view start) {
  const std::size_t first = start.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return first != std::string_view::npos && start[first] == '<';
}

}  // namespace

TensorFile read_weights(const std::filesystem::path& path, const Wanted& wanted) {
  const std::string start = start_of(path);
  if (start.starts_with("PK") || start.starts_with("\x80\x02")) {
    return read_pth(path, wanted);
  }
  if (start.size() > safetensors_header && start[safetensors_header] == '{') {
    return read_safetensors(path);
  }
  if (is_web_page(start)) {
    throw Error(tr("“{}” is a web page, not weights. Download the file itself, not the page about it.", path.string()));
  }
  if (start.size() > tar_mark && start.substr(tar_mark).starts_with("ustar")) {
    throw Error(
        tr("“{}” is a tar archive, PyTorch's oldest form, which is not read. Load it in PyTorch and save it again.",
           path.string()));
  }
  throw Error(tr("“{}” holds no weights that can be read. Choose a .pth file of PyTorch or a .safetensors file.",
                 path.string()));
}

}  // namespace nst
