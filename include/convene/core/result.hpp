#pragma once

#include <convene/core/diagnostic.hpp>

#include <tl/expected.hpp>

#include <utility>

namespace convene {

/// Either a value or every reason why there is none. `if (result) use(*result); else show(result.error());`
template <class T>
using Result = tl::expected<T, Diagnostics>;

/// The failed result with these reasons. *Requires* at least one.
[[nodiscard]] inline tl::unexpected<Diagnostics> fail(Diagnostics reasons) {
    return tl::unexpected<Diagnostics>(std::move(reasons));
}

/// The failed result with this reason.
[[nodiscard]] inline tl::unexpected<Diagnostics> fail(Diagnostic reason) {
    Diagnostics reasons;
    reasons.push_back(std::move(reason));
    return fail(std::move(reasons));
}

} // namespace convene
