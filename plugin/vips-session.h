// SPDX-License-Identifier: GPL-3.0-or-later
//
// libvips for as long as it is needed, quiet and careful. Used by the readers and writers of pictures.
#pragma once

#include <mutex>
#include <string>

namespace nst {

/// One use of libvips, one at a time in this process. The first one starts it: without its warnings on stderr and
/// without decoders that its authors hold unfit for files from anywhere. The end of each drops what libvips would keep
/// of pictures.
class VipsSession {
 public:
  /// Throws Error if libvips cannot be started.
  VipsSession();
  ~VipsSession();
  VipsSession(const VipsSession&) = delete;
  VipsSession& operator=(const VipsSession&) = delete;

 private:
  std::unique_lock<std::mutex> turn_;
};

/// The first line of what libvips said about its last failure, which is forgotten with that.
std::string take_vips_failure();

}  // namespace nst
