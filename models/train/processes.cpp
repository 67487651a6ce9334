// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/processes.h"

#include "core/error.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#ifdef USE_C10D_GLOO
#include <c10/util/Logging.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif
#ifdef USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

#include <algorithm>
#include <cstdlib>
#include <format>
#include <functional>
#include <memory>
#include <string>

namespace nst::train {
namespace {

#ifdef USE_C10D_GLOO

/// What a failure inside LibTorch says, without the calls that led there.
std::string reason(const std::exception& failure) {
  std::string line = failure.what();
  line.resize(std::min(line.find('\n'), line.size()));
  while (line.ends_with('.')) {
    line.pop_back();
  }
  return line;
}

/// Keeps LibTorch from writing failures out that are said by Errors, with pages of calls, unless it was asked to.
void be_quiet() {
  constexpr int fatal = 3;
  if (std::getenv("TORCH_CPP_LOG_LEVEL") == nullptr) {
    FLAGS_caffe2_log_level = fatal;
  }
}

class Group {
 public:
  Group(const Place& place, [[maybe_unused]] at::Device device, std::chrono::milliseconds patience)
      : place_(place), device_(at::kCPU) {
    be_quiet();
    try {
      const c10::intrusive_ptr<c10d::Store> store = meet(patience);
#ifdef USE_C10D_NCCL
      if (device.is_cuda()) {
        const auto options = c10d::ProcessGroupNCCL::Options::create();
        options->timeout = patience;
        backend_ = c10::make_intrusive<c10d::ProcessGroupNCCL>(store, place.index, place.count, options);
        device_ = device;
        return;
      }
#endif
      const auto options = c10d::ProcessGroupGloo::Options::create(patience);
      options->devices.push_back(network());
      backend_ = c10::make_intrusive<c10d::ProcessGroupGloo>(store, place.index, place.count, options);
    } catch (const std::exception& failure) {
      throw Error(
          std::format("The {} processes of this run did not meet at {}:{} ({}). Start all of them, and let MASTER_ADDR "
                      "and MASTER_PORT name the machine of the first one and a free port there.",
                      place.count, place.address, place.port, reason(failure)));
    }
  }

  const Place& place() const { return place_; }

  /// The values of all processes, put together.
  at::Tensor combined(const at::Tensor& values, c10d::ReduceOp::RedOpType how) const {
    c10d::AllreduceOptions options;
    options.reduceOp = how;
    return exchanged(values, [&](std::vector<at::Tensor>& shared) { return backend_->allreduce(shared, options); });
  }

  at::Tensor of_first(const at::Tensor& values) const {
    return exchanged(values, [&](std::vector<at::Tensor>& shared) { return backend_->broadcast(shared); });
  }

 private:
  /// What `send` makes of a copy of the values.
  at::Tensor exchanged(const at::Tensor& values,
                       const std::function<c10::intrusive_ptr<c10d::Work>(std::vector<at::Tensor>&)>& send) const {
    std::vector<at::Tensor> shared{values.detach().to(device_, /*non_blocking=*/false, /*copy=*/true).contiguous()};
    try {
      send(shared)->wait();
    } catch (const std::exception& failure) {
      throw Error(
          std::format("Another process of this run has ended or does not answer ({}). See what it said; called again, "
                      "the run goes on from its checkpoint.",
                      reason(failure)));
    }
    return shared.front().to(values.device());
  }

  /// Where the processes find each other.
  c10::intrusive_ptr<c10d::Store> meet(std::chrono::milliseconds patience) const {
    c10d::TCPStoreOptions options;
    options.port = static_cast<std::uint16_t>(place_.port);
    options.isServer = place_.index == 0 && !place_.hosted;
    if (!place_.hosted) {
      options.numWorkers = static_cast<std::size_t>(place_.count);
    }
    options.timeout = patience;
    options.useLibUV = false;  // Debian's LibTorch is built without
    // A launcher has keys of its own there.
    return c10::make_intrusive<c10d::PrefixStore>("neural-style",
                                                  c10::make_intrusive<c10d::TCPStore>(place_.address, options));
  }

  /// The way to the others. All programs with LibTorch let the variable name it.
  std::shared_ptr<gloo::transport::Device> network() const {
    if (const char* interface = std::getenv("GLOO_SOCKET_IFNAME")) {
      return c10d::ProcessGroupGloo::createDeviceForInterface(interface);
    }
    // By default Gloo looks up the machine's own name, which may be unknown to the machine itself.
    const bool one_machine = place_.address == "127.0.0.1" || place_.address == "localhost";
    return one_machine ? c10d::ProcessGroupGloo::createDeviceForHostname(place_.address)
                       : c10d::ProcessGroupGloo::createDefaultDevice();
  }

  Place place_;
  at::Device device_;  // where tensors have to lie to be sent
  c10::intrusive_ptr<c10d::Backend> backend_;
};

std::unique_ptr<Group>& group() {
  static std::unique_ptr<Group> joined;  // none: alone
  return joined;
}

at::Tensor values_of_first(const at::Tensor& values) { return group() ? group()->of_first(values) : values; }

#else

at::Tensor values_of_first(const at::Tensor& values) { return values; }

#endif

/// Replaces the numbers of `tensors` by what `how` makes of them, all at once: every message takes its time.
void replace_all(std::span<const at::Tensor> tensors, at::Tensor (*how)(const at::Tensor&)) {
  if (process_count() == 1 || tensors.empty()) {
    return;
  }
  const at::NoGradGuard no_grad;
  std::vector<at::Tensor> flat;
  for (const at::Tensor& tensor : tensors) {
    flat.push_back(tensor.flatten());
  }
  const at::Tensor result = how(at::cat(flat));
  std::int64_t begin = 0;
  for (const at::Tensor& tensor : tensors) {
    tensor.copy_(result.narrow(0, begin, tensor.numel()).view(tensor.sizes()));
    begin += tensor.numel();
  }
}

}  // namespace

#ifdef USE_C10D_GLOO

Processes::Processes(const Place& place, at::Device device, std::chrono::seconds patience) {
  if (place.count > 1) {
    group() = std::make_unique<Group>(place, device, patience);
  }
}

Processes::~Processes() { group().reset(); }

int process_index() { return group() ? group()->place().index : 0; }
int process_count() { return group() ? group()->place().count : 1; }

at::Tensor mean_over_processes(const at::Tensor& values) {
  return group() ? group()->combined(values, c10d::ReduceOp::SUM) / process_count() : values.detach();
}

bool same_in_all_processes(const std::vector<double>& numbers) {
  if (!group()) {
    return true;
  }
  const at::Tensor own = at::tensor(numbers, at::kDouble);
  const at::Tensor ends = at::cat({own, -own});
  return at::equal(group()->combined(ends, c10d::ReduceOp::MAX), ends);
}

#else

Processes::Processes(const Place& place, at::Device, std::chrono::seconds) {
  if (place.count > 1) {
    throw Error("This build trains on one process only. Install Gloo's headers (libgloo-dev) and build again.");
  }
}

Processes::~Processes() = default;

int process_index() { return 0; }
int process_count() { return 1; }
at::Tensor mean_over_processes(const at::Tensor& values) { return values.detach(); }
bool same_in_all_processes(const std::vector<double>&) { return true; }

#endif

void average_gradients(std::span<const at::Tensor> parameters) {
  std::vector<at::Tensor> gradients;
  for (const at::Tensor& parameter : parameters) {
    if (parameter.grad().defined()) {
      gradients.push_back(parameter.grad());
    }
  }
  replace_all(gradients, mean_over_processes);
}

void take_from_first(std::span<const at::Tensor> parameters) { replace_all(parameters, values_of_first); }

}  // namespace nst::train
