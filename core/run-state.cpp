// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run-state.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/safetensors.h"

#include <ATen/ATen.h>

#include <chrono>
#include <cstdint>
#include <string_view>
#include <system_error>
#include <utility>

namespace nst {
namespace {

constexpr const char* kind = "run-state/1";
constexpr const char* picture_name = "picture";
constexpr const char* position_name = "position";
constexpr const char* memory_prefix = "memory.";

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Files hold tensors in their logical order; the optimisers want channels-last.
at::Tensor as_stored(const at::Tensor& x) { return x.cpu().contiguous(); }
at::Tensor as_used(const at::Tensor& x) { return x.dim() == 4 ? x.contiguous(at::MemoryFormat::ChannelsLast) : x; }

}  // namespace

StateKeeper::StateKeeper(std::filesystem::path file, std::string run, double interval)
    : file_(std::move(file)), run_(std::move(run)), interval_(interval), last_(now()) {}

std::optional<RunState> StateKeeper::read() const {
  std::error_code error;
  if (!std::filesystem::exists(file_, error)) {
    return {};
  }
  const TensorFile stored = read_safetensors(file_);
  const auto value = [&](const char* key) {
    const auto found = stored.metadata.find(key);
    return found == stored.metadata.end() ? std::string() : found->second;
  };
  const auto picture = stored.tensors.find(picture_name);
  const auto position = stored.tensors.find(position_name);
  if (value("kind") != kind || picture == stored.tensors.end() || position == stored.tensors.end() ||
      picture->second.dim() != 4 || position->second.scalar_type() != at::kLong || position->second.numel() != 2) {
    throw Error(tr("“{}” is no state file of this program. Give the name of another file.", file_.string()));
  }
  if (value("run") != run_) {
    throw Error(mismatch());
  }
  RunState state{.scale = static_cast<int>(position->second.flatten()[0].item<std::int64_t>()),
                 .step = static_cast<int>(position->second.flatten()[1].item<std::int64_t>()),
                 .picture = as_used(picture->second),
                 .memory = {}};
  for (const auto& [name, tensor] : stored.tensors) {
    if (name.starts_with(memory_prefix)) {
      state.memory[name.substr(std::string_view(memory_prefix).size())] = as_used(tensor);
    }
  }
  return state;
}

std::string StateKeeper::mismatch() const {
  return tr(
      "The state file “{}” belongs to a run with other pictures or settings. Repeat that call to go on with it, or "
      "delete the file.",
      file_.string());
}

bool StateKeeper::due() const { return now() - last_ >= interval_; }

void StateKeeper::write(const RunState& state) const {
  TensorFile file{.metadata = {{"kind", kind}, {"run", run_}}, .tensors = {}};
  file.tensors[picture_name] = as_stored(state.picture);
  file.tensors[position_name] =
      at::tensor({static_cast<std::int64_t>(state.scale), static_cast<std::int64_t>(state.step)}, at::kLong);
  for (const auto& [name, tensor] : state.memory) {
    file.tensors[memory_prefix + name] = as_stored(tensor);
  }
  write_safetensors(file_, file);
  last_ = now();
}

void StateKeeper::remove() const {
  std::error_code error;
  std::filesystem::remove(file_, error);
}

}  // namespace nst
