// SPDX-License-Identifier: GPL-3.0-or-later
//
// What memory there is. What a run needs of it says core/stylist.h.
#pragma once

#include <cstdint>
#include <string>

namespace nst {

/// The memory in bytes that new work can take without making others swap.
std::uint64_t available_memory();

/// `bytes` for a reader: "3.4 GB".
std::string readable_bytes(std::uint64_t bytes);

/// Makes the process keep the blocks that it frees, and take them again: a step of an optimisation frees and asks for
/// the same blocks again and again, and the kernel would have to clear each anew. A step at 1024 x 768 px takes a third
/// less time. `all` or only those up to 32 MB, the C library's limit: where whole pictures are larger, the holes that
/// they leave cost more memory than the kernel's work costs time.
void keep_freed_blocks(bool all = true);

/// Gives what is kept back to the system: after a run.
void return_freed_blocks();

}  // namespace nst
