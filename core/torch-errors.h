// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one place where LibTorch's own exceptions become this program's. Private to the core; the facades use it.
#pragma once

namespace nst {

/// Throws the Error that the exception being handled stands for: `not_enough_memory`, a translated sentence, where the
/// system has refused memory, a request to report it for any other of LibTorch's. Exceptions that are none of these go
/// on as they are. To be called in a handler.
[[noreturn]] void rethrow_for_user(const char* not_enough_memory);

/// What `work` returns; its exceptions as above.
template <typename Work>
auto for_user(const char* not_enough_memory, const Work& work) {
  try {
    return work();
  } catch (...) {
    rethrow_for_user(not_enough_memory);
  }
}

}  // namespace nst
