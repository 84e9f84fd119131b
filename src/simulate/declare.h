#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/period.h"
#include "catalog/catalog.h"
#include "store/store.h"

/// What is to be simulated (simulate.toml):
///
///     [[simulate]]
///     kind    = "complaint"                     # record kind
///     period  = 2023                            # of their dates; the period of the numbers that returns give
///     total   = "各类投诉举报件数"              # an indicator or a number; absent: what a margin without condition says
///     margins = ["各类投诉举报件数", "投诉举报已办结件数"]   # indicators: `records` says what counts, returns say how many
///
///     [[simulate.margin]]                       # numbers that no return gives
///     name   = "类型"
///     where  = { channel = "全国12315平台" }    # as in an indicator's records
///     by     = "kind"                           # or several fields: then `counts` nests
///     counts = { "投诉" = 5000, "举报" = 2477 }
///     total  = 7477                             # absent: the counts' sum; more than that: other values besides
///
///     [[simulate.sum]]                          # an amount instead of a count
///     name = "罚款"
///     field = "fine"
///     where = { violation = "食品安全" }
///     total = "93.01万元"
///
///     [simulate.draw]                           # all other values
///     firm      = { pattern = "模拟企业{0001}号", many = 400 }       # numbered; so many different ones, evenly
///     status    = { "已办结" = 9, "办理中" = 1 }                     # values and their weights; or a list of values
///     closed_at = { where = { status = "已办结" }, after = "received_at", days = 60 }
///     amount    = { min = "10", max = "5000" }                       # numbers or dates
///     sector    = [ { where = { object = "服务" }, pattern = "…" }, { … } ]      # by cases
namespace zh::simulate {

struct Margin {
  struct Part {
    std::string name;                              ///< as people read it: 综合监管一科 · 已办结
    std::vector<std::vector<std::string>> values;  ///< for each field of `by` those that count
    std::int64_t count = 0;
  };
  std::string name;
  std::vector<catalog::RecordFilter> where;
  std::vector<std::string> by;  ///< fields; empty: only the total
  std::vector<Part> parts;
  std::int64_t total = 0;
  Location at;            ///< of its numbers
  bool distinct = false;  ///< the total is of different values of `by`'s one field
};

struct Sum {
  std::string name, field;
  std::vector<catalog::RecordFilter> where;
  int128 total = 0;  ///< in the field's last decimal
  Location at;
};

struct Draw {
  std::string field;
  std::vector<catalog::RecordFilter> where;
  std::vector<std::pair<std::string, std::int64_t>> values;  ///< with weights
  std::string pattern;                                       ///< “{0001}” becomes a number of four digits or more
  std::int64_t many = 0;                                     ///< different numbers; 0: as many as records
  std::string after;                                         ///< field of a date that this one is not before
  int days = 0;                                              ///< at most so many later
  std::string min, max;                                      ///< of numbers and dates, as written; both or none
  Location at;
};

struct Simulation {
  const catalog::RecordKind* kind = nullptr;
  Period period;
  std::string name;  ///< of the file and of the ids; else the period
  std::optional<std::int64_t> total;
  std::string total_name = "total";  ///< the indicator that gives it
  Location total_at;
  std::vector<Margin> margins;
  std::vector<Sum> sums;
  std::vector<Draw> draws;
  Location at;
};

/// Reads simulate.toml; indicators are looked up in what returns gave for the region. With faults nothing is to be simulated.
std::vector<Simulation> read_simulations(const std::string& toml, const catalog::Catalog& catalog,
                                         const store::Store& observations, const std::string& region, Diagnostics& faults);
constexpr const char* kFile = "simulate.toml";

}  // namespace zh::simulate
