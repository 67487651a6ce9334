// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/worker.h"

#include "core/error.h"
#include "core/i18n.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

namespace nst::cli {
namespace {

/// What posix_spawn() shall do with the new process's files.
class FileActions {
 public:
  FileActions() { posix_spawn_file_actions_init(&actions_); }
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  void give(int descriptor, int as) { posix_spawn_file_actions_adddup2(&actions_, descriptor, as); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// This process's environment with `number` threads for LibTorch and the matrix library, which look nowhere else.
std::vector<std::string> environment_with_threads(int number) {
  constexpr const char* name = "OMP_NUM_THREADS=";
  std::vector<std::string> variables{name + std::to_string(number)};
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!std::string(*variable).starts_with(name)) {
      variables.emplace_back(*variable);
    }
  }
  return variables;
}

/// As C wants them: ended by a null.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Worker::Worker(const std::vector<std::string>& words, int threads) {
  std::pair<Channel, Channel> ends = Channel::make();
  FileActions actions;
  actions.give(ends.second.descriptor(), STDIN_FILENO);
  std::vector<std::string> call{"neural-style", "batch-worker"};
  call.insert(call.end(), words.begin(), words.end());
  std::vector<std::string> environment = environment_with_threads(threads);
  const int failure = posix_spawn(&process_, "/proc/self/exe", actions.get(), nullptr, pointers_to(call).data(),
                                  pointers_to(environment).data());
  if (failure != 0) {
    throw Error(tr("No more processes can be started: {}. Take a smaller --at-once.",
                   std::generic_category().message(failure)));
  }
  channel_ = std::move(ends.first);
}

Worker::~Worker() {
  if (process_ > 0) {
    stop();
    channel_.reset();  // one that waits for a task sees that none will come
    wait();
  }
}

void Worker::stop() const { ::kill(process_, SIGTERM); }

std::string Worker::how_it_ended() {
  const int status = wait();
  return WIFSIGNALED(status)
             ? tr("The process that painted it was ended by the system ({}), perhaps for lack of memory. Try it with "
                  "--at-once 1 or a smaller --size.",
                  std::string(::strsignal(WTERMSIG(status))))
             : tr("The process that painted it ended too early. Try it again.");
}

int Worker::wait() {
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return status;
}

}  // namespace nst::cli
