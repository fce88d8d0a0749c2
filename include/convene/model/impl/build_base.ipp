#pragma once

#include <convene/model/detail/draft.hpp>
#include <convene/model/impl/build_words.ipp>
#include <convene/model/key.hpp>

#include <type_traits>
#include <utility>

namespace convene::detail {

/// What every part of a build needs: the draft, the faults found so far, and look-ups that tell a fault where they
/// fail.
class BuildBase {
  public:
    explicit BuildBase(ProcessDraft& draft) : d_(draft), p_(draft.data) {}

  protected:
    template <class T>
    using Owned = ProcessDraft::Owned<T>;
    using Ref = ProcessDraft::Ref;

    static constexpr std::size_t max_findings = 10'000;

    void add(Diagnostic fault) {
        if (d_.faults.size() < max_findings) {
            d_.faults.push_back(std::move(fault));
        } else {
            ++d_.dropped;
        }
    }

    [[nodiscard]] Text activity_name(ActivityId id) const {
        const auto& a = p_.activities[id];
        return detail::activity_name(a.kind, p_.keys[a.key]);
    }

    /// Suggestions cost a walk over all names, so only the first faults get one.
    template <class T>
    std::string suggest(std::string_view word, const T& table) {
        if (d_.faults.size() > 20) return {};
        std::vector<std::string_view> candidates;
        for (const auto& x : table) candidates.push_back(x.key);
        return closest(word, candidates);
    }

    void check_key(const Phrase& kind, std::string_view key, Origin origin) {
        if (key.empty()) return add({Code::missing_key, {}, {kind.text()}, location_of(origin), {}});
        if (!is_key(key)) add({Code::bad_key, {}, {std::string(key)}, location_of(origin), {}});
    }

    void unknown(const Text& object, const Phrase& kind, std::string_view key, Origin origin, std::string suggestion) {
        add({Code::unknown_reference,
             object,
             {kind.text(), std::string(key)},
             location_of(origin),
             std::move(suggestion)});
    }

    /// Ids of a small table by symbol, so that a million references cost a million array look-ups.
    template <class IdType, class T>
    void index(const Table<IdType, T>& table) {
        std::vector<Symbol> symbols;
        for (const auto id : table.ids()) symbols.push_back(p_.keys.intern(key_of(table[id])));
        auto& by_symbol = std::get<ProcessDraft::Index<IdType>>(d_.indices).by_symbol;
        by_symbol.assign(table.empty() ? 0 : p_.keys.size(), {});
        for (const auto id : table.ids())
            if (auto& slot = by_symbol[symbols[id.index()].value]; !slot) slot = id;
    }

    static std::string_view key_of(const CalendarEntry& entry) { return entry.calendar.key(); }
    static std::string_view key_of(const auto& named) { return named.key; }

    template <class IdType>
    [[nodiscard]] const std::vector<OptionalId<IdType>>& by_symbol() const {
        if constexpr (std::is_same_v<IdType, ActivityId>)
            return p_.activity_of;
        else if constexpr (std::is_same_v<IdType, ArtifactId>)
            return p_.artifact_of;
        else
            return std::get<ProcessDraft::Index<IdType>>(d_.indices).by_symbol;
    }

    template <class IdType>
    std::vector<std::string_view> keys_by_symbol(const std::vector<OptionalId<IdType>>& index) const {
        std::vector<std::string_view> keys;
        for (std::uint32_t s = 0; s < index.size() && keys.size() < 100'000; ++s)
            if (index[s]) keys.push_back(p_.keys[Symbol{s}]);
        return keys;
    }

    /// The thing with this key; if there is none, `object()` refers to what isn't there.
    template <class IdType, class Object>
    std::optional<IdType> find(Symbol symbol, Origin origin, const Object& object) {
        const auto& index = by_symbol<IdType>();
        if (symbol.value < index.size() && index[symbol.value] && symbol != d_.none) return *index[symbol.value];
        const auto key = p_.keys[symbol];
        const auto suggestion = d_.faults.size() > 20 ? std::string{} : closest(key, keys_by_symbol(index));
        unknown(object(), word_of<IdType>, key, origin, suggestion);
        return std::nullopt;
    }

    template <class IdType>
    std::optional<IdType> find(const Key& key, const Text& object) {
        return find<IdType>(d_.symbol(key.text), key.origin, [&] { return object; });
    }

    void bad_number(const Text& object, Origin origin, std::string what, std::string value) {
        add({Code::bad_number, object, {std::move(what), std::move(value)}, location_of(origin), {}});
    }

    ProcessDraft& d_;
    ProcessData& p_;
};

} // namespace convene::detail
