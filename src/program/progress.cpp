#include "progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <utility>

namespace convene::program {

ProgressBar::ProgressBar(std::string label) : label_(std::move(label)), wanted_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
    if (wanted_ && shown_ <= 100) std::cerr << "\r\x1b[K" << std::flush;
}

void ProgressBar::operator()(std::size_t done, std::size_t all) {
    if (!wanted_ || all == 0) return;
    const auto percent = std::min<std::size_t>(100, done * 100 / all);
    if (percent == shown_) return;
    shown_ = percent;
    const auto filled = percent * 30 / 100;
    std::cerr << "\r" << label_ << " [" << std::string(filled, '#') << std::string(30 - filled, '.') << "] " << percent
              << "% " << std::flush;
}

} // namespace convene::program
