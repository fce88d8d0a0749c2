#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace convene::io::detail {

struct CloseDatabase {
    void operator()(sqlite3* database) const { (void)sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// A prepared statement. A `Statement` that could not be prepared fails at its first step.
class Statement {
  public:
    Statement(sqlite3* database, const char* sql) {
        sqlite3_stmt* made = nullptr;
        prepared_ = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        statement_.reset(made);
    }

    Statement& bind(int at, std::string_view text) {
        if (statement_)
            (void)sqlite3_bind_text64(statement_.get(), at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        return *this;
    }
    Statement& bind(int at, std::int64_t value) {
        if (statement_) (void)sqlite3_bind_int64(statement_.get(), at, value);
        return *this;
    }
    /// SQLITE_ROW, SQLITE_DONE or an error code.
    int step() { return statement_ ? sqlite3_step(statement_.get()) : prepared_; }
    void reset() {
        if (statement_) (void)sqlite3_reset(statement_.get());
    }

    [[nodiscard]] bool is_text(int column) const {
        return sqlite3_column_type(statement_.get(), column) == SQLITE_TEXT;
    }
    [[nodiscard]] bool is_integer(int column) const {
        return sqlite3_column_type(statement_.get(), column) == SQLITE_INTEGER;
    }
    [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
    /// Valid until the next step or reset.
    [[nodiscard]] std::string_view text(int column) const {
        const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
        if (data == nullptr) return {};
        return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
    }

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { (void)sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int prepared_ = SQLITE_OK;
};

/// Resets the statement at the end of a scope, so that it holds no lock.
class Using {
  public:
    explicit Using(Statement& statement) : statement_(statement) {}
    ~Using() { statement_.reset(); }
    Using(const Using&) = delete;
    Using& operator=(const Using&) = delete;

  private:
    Statement& statement_;
};

} // namespace convene::io::detail
