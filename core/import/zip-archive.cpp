// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/zip-archive.h"

#include "core/error.h"
#include "core/i18n.h"

#include <zip.h>

#include <string_view>

namespace nst {
namespace {

constexpr zip_int64_t max_files = 65536;

[[noreturn]] void damaged() { throw Error(tr("its archive is damaged")); }

struct CloseFile {
  void operator()(zip_file* file) const { zip_fclose(file); }
};

}  // namespace

void ZipArchive::Close::operator()(zip* archive) const { zip_discard(archive); }

ZipArchive::ZipArchive(const std::filesystem::path& path)
    : archive_(zip_open(path.c_str(), ZIP_RDONLY, /*errorp=*/nullptr)) {
  if (!archive_ || zip_get_num_entries(archive_.get(), 0) > max_files) {
    damaged();
  }
}

std::string ZipArchive::folder_of(const std::string& file) const {
  const std::string ending = "/" + file;
  std::string folder;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive_.get(), 0); ++i) {
    const char* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
    if (name == nullptr || !std::string_view(name).ends_with(ending)) {
      continue;
    }
    if (!folder.empty()) {
      damaged();
    }
    folder = std::string(name).substr(0, std::string_view(name).size() - file.size());
  }
  if (folder.empty()) {
    throw Error(tr("there is no “{}” in its archive", file));
  }
  return folder;
}

bool ZipArchive::contains(const std::string& file) const {
  return zip_name_locate(archive_.get(), file.c_str(), ZIP_FL_ENC_RAW) >= 0;
}

std::uint64_t ZipArchive::size(const std::string& file) const {
  zip_stat_t entry{};
  constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
  if (zip_stat(archive_.get(), file.c_str(), ZIP_FL_ENC_RAW, &entry) != 0) {
    throw Error(tr("there is no “{}” in its archive", file));
  }
  if ((entry.valid & needed) != needed || entry.comp_method != ZIP_CM_STORE || entry.comp_size != entry.size) {
    throw Error(tr("“{}” in its archive is compressed, which PyTorch does not do", file));
  }
  return entry.size;
}

void ZipArchive::read(const std::string& file, std::span<std::byte> bytes) const {
  const std::unique_ptr<zip_file, CloseFile> stream(zip_fopen(archive_.get(), file.c_str(), ZIP_FL_ENC_RAW));
  if (!stream) {
    damaged();
  }
  while (!bytes.empty()) {
    const zip_int64_t count = zip_fread(stream.get(), bytes.data(), bytes.size());
    if (count <= 0) {
      damaged();
    }
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  std::byte more{};
  if (zip_fread(stream.get(), &more, 1) != 0) {  // libzip compares the checksum when it meets the end
    damaged();
  }
}

}  // namespace nst
