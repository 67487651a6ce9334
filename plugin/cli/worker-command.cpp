// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/worker-command.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/progress.h"
#include "plugin/cli/batch-arguments.h"
#include "plugin/cli/failure.h"
#include "plugin/cli/job.h"
#include "plugin/cli/signals.h"
#include "plugin/cli/worker-channel.h"

#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <exception>
#include <stop_token>
#include <variant>

namespace nst::cli {
namespace {

void require_channel() {
  struct stat input{};
  if (::fstat(STDIN_FILENO, &input) != 0 || !S_ISSOCK(input.st_mode)) {
    throw Error(tr("“neural-style batch-worker” is called by “neural-style batch” alone. Call that."));
  }
}

/// Tells the batch how far a task is, ten times a second at most.
class ShareTeller {
 public:
  explicit ShareTeller(const Channel& batch) : batch_(batch) {}

  void operator()(double share) {
    constexpr std::chrono::milliseconds interval{100};
    const auto now = std::chrono::steady_clock::now();
    if (now >= next_) {
      next_ = now + interval;
      batch_.send(Share{share});
    }
  }

 private:
  const Channel& batch_;
  std::chrono::steady_clock::time_point next_;
};

Answer carry_out(const Arguments& arguments, const Progress& progress) {
  try {
    run(arguments, progress);
    return Done{};
  } catch (const Cancelled&) {
    return Stopped{};
  } catch (const std::exception& error) {
    return Failed{failure_sentence(error)};
  }
}

}  // namespace

void worker_command(const std::vector<std::string>& words) {
  const auto parsed = parse_batch(words);
  require_channel();
  const std::stop_token stop = stop_on_signals();
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // what nobody waits for any more is not painted to its end
  const Channel batch(STDIN_FILENO);
  Arguments arguments = std::get<BatchArguments>(parsed).painting;
  while (const auto task = batch.task()) {
    arguments.content = task->content;
    arguments.output = task->output;
    ShareTeller tell(batch);
    const Answer answer = carry_out(arguments, Progress([&](double share) { tell(share); }, stop));
    batch.send(answer);
    if (std::holds_alternative<Stopped>(answer)) {
      return;
    }
  }
}

}  // namespace nst::cli
