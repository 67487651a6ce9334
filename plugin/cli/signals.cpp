// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/signals.h"

#include <csignal>
#include <thread>

namespace nst::cli {
namespace {

/// An ignored signal stays ignored: `nohup` and a shell's background jobs rely on it.
bool is_ignored(int signal) {
  struct sigaction action{};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

std::stop_token stop_on_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (!is_ignored(signal)) {
      sigaddset(&signals, signal);
    }
  }
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::stop_source source;
  // It waits until the process ends; there is nothing to join for.
  std::thread([signals, source]() mutable {
    int signal = 0;
    while (sigwait(&signals, &signal) == 0) {
      source.request_stop();
    }
  }).detach();
  return source.get_token();
}

}  // namespace nst::cli
