#pragma once

#include <cstddef>
#include <string>

namespace convene::program {

/// A bar on standard error while something long runs; nothing if that is no terminal. Gone when it is destroyed.
class ProgressBar {
  public:
    explicit ProgressBar(std::string label);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar();

    void operator()(std::size_t done, std::size_t all);

  private:
    std::string label_;
    bool wanted_;
    std::size_t shown_ = static_cast<std::size_t>(-1); // per cent
};

} // namespace convene::program
