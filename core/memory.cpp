// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory.h"

#include "core/i18n.h"

#include <malloc.h>
#include <sys/sysinfo.h>

#include <fstream>
#include <limits>
#include <string>

namespace nst {

std::uint64_t available_memory() {
  std::ifstream info("/proc/meminfo");
  for (std::string key; info >> key; info.ignore(std::numeric_limits<std::streamsize>::max(), '\n')) {
    std::uint64_t kibibytes = 0;
    if (key == "MemAvailable:" && info >> kibibytes) {
      return kibibytes * 1024;
    }
  }
  struct sysinfo system{};
  return sysinfo(&system) == 0 ? system.freeram * system.mem_unit : std::numeric_limits<std::uint64_t>::max();
}

std::string readable_bytes(std::uint64_t bytes) {
  constexpr double gigabyte = 1e9;
  return tr("{} GB", number_text(static_cast<double>(bytes) / gigabyte, 1));
}

void keep_freed_blocks(bool all) {
  constexpr int usual_count = 65536;
  constexpr int largest_threshold = 32 << 20;
  // A block that is mapped by itself is given back whenever it is freed.
  mallopt(M_MMAP_MAX, all ? 0 : usual_count);
  mallopt(M_MMAP_THRESHOLD, largest_threshold);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

void return_freed_blocks() { malloc_trim(0); }

}  // namespace nst
