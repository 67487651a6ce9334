// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/part-file.h"

#include "core/error.h"
#include "core/i18n.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace nst {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw Error(tr("“{}” cannot be written: {}. Choose another folder or free some space.", path.string(),
                 std::generic_category().message(errno)));
}

}  // namespace

PartFile::PartFile(const std::filesystem::path& target) : target_(target), path_(target.string() + ".part") {
  std::error_code error;
  std::filesystem::create_directories(target.parent_path(), error);
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor_ < 0) {
    refuse(path_);
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor_);
    throw Error(tr("“{}” is being downloaded already. Wait for that to end.", target.filename().string()));
  }
  size_ = std::filesystem::file_size(path_, error);
}

PartFile::~PartFile() { ::close(descriptor_); }

void PartFile::append(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      refuse(path_);
    }
    const auto count = static_cast<std::size_t>(written < 0 ? 0 : written);
    size_ += count;
    bytes = bytes.subspan(count);
  }
}

void PartFile::clear() {
  if (::ftruncate(descriptor_, 0) != 0) {
    refuse(path_);
  }
  size_ = 0;
}

void PartFile::remove() { ::unlink(path_.c_str()); }

void PartFile::finish() {
  if (::fsync(descriptor_) != 0 || std::rename(path_.c_str(), target_.c_str()) != 0) {
    refuse(target_);
  }
}

}  // namespace nst
