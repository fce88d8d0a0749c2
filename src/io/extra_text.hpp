#pragma once

#include "json_writer.hpp"

#include <convene/core/diagnostic.hpp>
#include <convene/model/extra.hpp>
#include <convene/model/key.hpp>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace convene::io::detail {

/// Takes in the events of a JSON object and makes an `Extra` of it: see `JsonEvents`.
class ExtraText {
  public:
    struct Fault {
        Code code;
        Origin at;
        Text argument;
    };

    void begin(char open, Origin at) {
        if (levels_.size() == Extra::max_depth && !too_deep_) {
            too_deep_ = true;
            faults_.push_back({Code::extra_too_deep, at, std::to_string(Extra::max_depth)});
        }
        put({&open, 1}, at);
        levels_.push_back({});
        fresh_ = true;
    }
    void end(char close, Origin at) {
        levels_.pop_back();
        fresh_ = true; // so that no comma comes before the end
        put({&close, 1}, at);
    }
    void key(std::string_view key, Origin at) {
        if (!levels_.back().insert(std::string(key)).second)
            faults_.push_back({Code::duplicate_member, at, std::string(key)});
        string(key, at);
        if (!too_large_) json_ += ':';
        fresh_ = true;
    }
    void string(std::string_view text, Origin at) {
        std::string quoted;
        append_quoted(quoted, text);
        put(quoted, at);
    }
    /// A number, `true`, `false` or `null`.
    void literal(std::string_view text, Origin at) { put(text, at); }

    [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
    /// *Requires* that the object has ended. None if there are faults.
    [[nodiscard]] Extra take() {
        return faults_.empty() ? convene::detail::ExtraAccess::make(std::move(json_)) : Extra();
    }

  private:
    void put(std::string_view text, Origin at) {
        if (too_large_) return;
        if (!std::exchange(fresh_, false)) json_ += ',';
        json_ += text;
        if (json_.size() <= Extra::max_bytes) return;
        too_large_ = true;
        faults_.push_back({Code::extra_too_large, at, std::to_string(Extra::max_bytes)});
    }

    std::string json_;
    std::vector<std::set<std::string>> levels_; // the keys of each object
    bool fresh_ = true;                         // nothing stands before what comes next in its list or object
    bool too_large_ = false;
    bool too_deep_ = false;
    std::vector<Fault> faults_;
};

/// Writes the object, which is the value of the key before.
void write_extra(JsonWriter& out, const Extra& extra);

} // namespace convene::io::detail
