#pragma once

#include <memory>

namespace convene::test {

/// Says yes from the question after so many on.
class StopAfter {
  public:
    explicit StopAfter(int questions) : left_(std::make_shared<int>(questions)) {}
    [[nodiscard]] bool stop_requested() const { return --*left_ < 0; }

  private:
    std::shared_ptr<int> left_;
};

} // namespace convene::test
