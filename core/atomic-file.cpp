// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/atomic-file.h"

#include "core/error.h"
#include "core/i18n.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace nst {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, int reason) {
  throw Error(tr("“{}” cannot be written: {}. Choose another folder or free some space.", path.string(),
                 std::generic_category().message(reason)));
}

/// A new file beside its target. It disappears with this object, unless it took the target's name.
class Temporary {
 public:
  /// `shown` is the target as the user wrote it.
  Temporary(const fs::path& target, const fs::path& shown) : target_(target), shown_(shown) {
    // The process id keeps two programs apart that write the same file, the counter two threads of one. A program that
    // was killed may have left a file of that name, and a plug-in has a counter on either side of its engine: then
    // another number is taken.
    static std::atomic<int> counter = 0;
    do {
      path_ = target.parent_path() /
              ("." + target.filename().string() + "." + std::to_string(::getpid()) + "-" + std::to_string(++counter));
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (descriptor_ < 0 && errno == EEXIST);
    if (descriptor_ < 0) {
      refuse(shown_, errno);
    }
  }
  ~Temporary() {
    ::close(descriptor_);
    if (!renamed_) {
      ::unlink(path_.c_str());
    }
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  void write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) {
        refuse(shown_, errno);
      }
      bytes = bytes.subspan(static_cast<std::size_t>(written < 0 ? 0 : written));
    }
  }

  void take_name() {
    if (::fsync(descriptor_) != 0 || std::rename(path_.c_str(), target_.c_str()) != 0) {
      refuse(shown_, errno);
    }
    renamed_ = true;
  }

 private:
  fs::path target_;
  fs::path shown_;
  fs::path path_;
  int descriptor_ = -1;
  bool renamed_ = false;
};

/// Where `path` leads to, so that a symbolic link stays one.
fs::path followed(const fs::path& path) {
  std::error_code error;
  const fs::path target = fs::weakly_canonical(fs::absolute(path), error);
  return error ? path : target;
}

}  // namespace

void require_writable_file(const fs::path& path) {
  std::error_code error;
  const fs::path target = followed(path);
  if (!fs::is_directory(target.parent_path(), error)) {
    throw Error(tr("“{}” cannot be written: there is no folder “{}”. Create it, or choose another.", path.string(),
                   target.parent_path().string()));
  }
  if (fs::exists(target, error) && !fs::is_regular_file(target, error)) {
    throw Error(tr("“{}” cannot be written: it is not a regular file. Choose another name.", path.string()));
  }
  const Temporary attempt(target, path);
}

void write_file(const fs::path& path, std::span<const std::byte> bytes) {
  require_writable_file(path);
  Temporary temporary(followed(path), path);
  temporary.write(bytes);
  temporary.take_name();
}

}  // namespace nst
