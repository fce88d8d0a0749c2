#include <convene/core/diagnostic.hpp>

#include <cstdio>

int main() {
    const convene::Diagnostic finding{.code = convene::Code::bad_date, .arguments = {"31.3.2026"}};
    std::puts(convene::to_string(finding).c_str());
    return convene::has_errors({finding}) ? 0 : 1;
}
