#include "store/counting.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "base/rounding.h"
#include "base/text.h"
#include "store/count_table.h"
#include "store/counting_plan.h"

namespace zh::store {
namespace {

using Value = catalog::RecordMeasure::Value;

Period period_of(int year, int month, const std::string& length) {
  if (length == "half") return Period::half(year, month <= 6 ? 1 : 2);
  if (length == "quarter") return Period::quarter(year, (month + 2) / 3);
  if (length == "month") return Period::month(year, month);
  return Period::year(year);
}

/// Counts one kind.
class Counter {
 public:
  Counter(RecordStore& store, const catalog::RecordKind& kind, const catalog::Catalog& catalog, const CountInput& input,
          std::vector<Observation>& observations, std::vector<CountNote>& notes)
      : store_(store),
        kind_(kind),
        input_(input),
        sql_(kind, catalog, store.dialect()),
        observations_(observations),
        notes_(notes),
        measures_(make_measures(kind, catalog, sql_)) {}

  bool run(const std::vector<StoredFile>& files, EngineFailure& failure) {
    if (measures_.empty()) return true;
    std::string digests;
    for (const StoredFile& file : files) digests += file.digest + "\n";
    snapshot_ = fmt::format("{:016x}", stable_hash(digests));
    files_ = static_cast<int>(files.size());
    simulated_ = std::any_of(files.begin(), files.end(), [](const StoredFile& f) { return catalog::is_simulated(f.path); });
    for (const Measure& m : measures_)
      if (!covered_.count(m.time) && !find_covered(m.time, failure)) return false;
    for (const Measure& m : measures_) tables_.emplace_back(m);
    origins_.resize(measures_.size());
    for (std::size_t i = 0; i < measures_.size(); ++i) origins_[i].resize(measures_[i].sets.size());
    std::vector<Pass> passes = make_passes(measures_, sql_);
    for (Pass& pass : passes)
      if (!run_pass(pass, failure)) return false;
    for (const Measure& m : measures_)
      if (m.spec->value == Value::distinct && !run_distinct(m, failure)) return false;
    for (const Measure& m : measures_) finish(m);
    return true;
  }

 private:
  std::size_t index(const Measure& m) const { return static_cast<std::size_t>(&m - measures_.data()); }

  /// Months that have records at all: there, a group without any is a zero and not missing.
  bool find_covered(const std::string& time, EngineFailure& failure) {
    std::set<std::pair<int, int>>& months = covered_[time];
    Rows rows;
    if (time.empty()) {
      if (!store_.count("SELECT count(*) AS c FROM " + sql_name(kind_.code), rows, failure)) return false;
      rows_ = static_cast<std::int64_t>(rows.number(0, 0));
      months.insert({input_.year, 1});
      return true;
    }
    if (!store_.count(fmt::format("SELECT {} AS y, {} AS m, count(*) AS c FROM {} GROUP BY y, m", sql_.year(time),
                                  sql_.month(time), sql_name(kind_.code)),
                      rows, failure))
      return false;
    rows_ = 0;
    for (std::size_t row = 0; row < rows.count; ++row) {
      rows_ += static_cast<std::int64_t>(rows.number(row, 2));
      if (!rows.null(row, 0)) months.insert({static_cast<int>(rows.number(row, 0)), static_cast<int>(rows.number(row, 1))});
    }
    return true;
  }

  /// Regions of the project that a record of this region counts for.
  std::vector<std::string> regions_of(const std::string& field, int item) {
    if (field.empty()) return {input_.home};
    const catalog::CodeList& list = *sql_.list(field);
    std::vector<std::string> regions;
    for (const std::string& region : input_.regions) {
      const int above = list.find(region);
      if (above >= 0 ? item >= 0 && list.is_under(item, above) : region == input_.home) regions.push_back(region);
    }
    return regions;
  }

  std::shared_ptr<const RecordOrigin> origin(const std::string& sql) const {
    auto origin = std::make_shared<RecordOrigin>();
    origin->kind = kind_.name;
    origin->query = sql;
    origin->snapshot = snapshot_;
    origin->files = files_;
    origin->rows = rows_;
    return origin;
  }

  bool run_pass(Pass& pass, EngineFailure& failure) {
    write_sql(pass, sql_);
    for (const Pass::Use& use : pass.uses) origins_[index(*use.measure)][static_cast<std::size_t>(use.set)] = origin(pass.sql);
    Rows rows;
    if (!store_.count(pass.sql, rows, failure)) return false;
    const int region_column = pass.region.empty() ? -1 : pass.first_field - 1;
    std::vector<std::map<std::string, std::optional<std::string>>> known(pass.fields.size());
    for (std::size_t row = 0; row < rows.count; ++row) {
      const int year = pass.time.empty() ? input_.year : static_cast<int>(rows.number(row, 0));
      const int month = pass.time.empty() || !pass.months ? 1 : static_cast<int>(rows.number(row, 1));
      int item = -1;
      if (region_column >= 0 && !rows.null(row, static_cast<std::size_t>(region_column)))
        item = sql_.list(pass.region)->find(rows.text(row, static_cast<std::size_t>(region_column)));
      const std::vector<std::string> regions = regions_of(pass.region, item);
      for (const Pass::Use& use : pass.uses) add_row(pass, use, rows, row, year, month, regions);
    }
    return true;
  }

  void add_row(const Pass& pass, const Pass::Use& use, const Rows& rows, std::size_t row, int year, int month,
               const std::vector<std::string>& regions) {
    const auto at = [&](int column) {
      return column < 0 || rows.null(row, static_cast<std::size_t>(column))
                 ? int128{0}
                 : rows.number(row, static_cast<std::size_t>(column));
    };
    const auto counted = static_cast<std::int64_t>(at(use.rows));
    if (counted == 0) return;
    const Measure& m = *use.measure;
    CountTable& table = tables_[index(m)];
    const std::vector<int>& set = m.sets[static_cast<std::size_t>(use.set)];
    std::vector<int> members;
    for (const int dimension : set) {
      const auto i = static_cast<std::size_t>(dimension);
      const Dimension& d = m.dimensions[i];
      const auto place = std::find(pass.fields.begin(), pass.fields.end(), d.field) - pass.fields.begin();
      const auto column = static_cast<std::size_t>(pass.first_field + place);
      int member = -1;
      if (!rows.null(row, column))
        member = table.member(i, cell(rows, row, column), [&](const std::string& text) { return member_of(d, text); });
      const bool alone = set.size() == 1;  // so that each record is told of once
      if (member < 0) {
        if (alone) without_[{m.indicator, d.breakdown}] += counted;
        return;
      }
      if (alone && d.top == 0) note_unknown(m, d, table.name(i, member), counted);
      members.push_back(member);
    }
    for (const std::string& length : m.spec->periods)
      for (const std::string& region : regions) {
        Sum& sum = table.at(use.set, region, period_of(year, month, length), members);
        sum.rows += counted;
        sum.first += at(use.first);
        if (pass.value_column < 0) continue;
        if (!sum.histogram) sum.histogram = std::make_unique<std::map<int128, std::int64_t>>();
        (*sum.histogram)[at(pass.value_column)] += counted;
      }
  }

  static std::string cell(const Rows& rows, std::size_t row, std::size_t column) {
    if (rows.columns[column].is_text) return rows.text(row, column);
    return rows.number(row, column) != 0 ? "是" : "否";
  }

  /// Distinct values cannot be added up: each length of period and each region is asked for.
  bool run_distinct(const Measure& m, EngineFailure& failure) {
    for (std::size_t s = 0; s < m.sets.size(); ++s)
      for (const std::string& length : m.spec->periods)
        for (const std::string& region : input_.regions) {
          std::string under;
          if (!m.region.empty()) {
            const int above = sql_.list(m.region)->find(region);
            if (above < 0 && region != input_.home) continue;
            if (above >= 0) under = sql_.under(m.region, above);
          } else if (region != input_.home) {
            continue;
          }
          const std::string sql = distinct_sql(m, m.sets[s], length, under, sql_);
          origins_[index(m)][s] = origin(sql);
          Rows rows;
          if (!store_.count(sql, rows, failure)) return false;
          for (std::size_t row = 0; row < rows.count; ++row) add_distinct(m, static_cast<int>(s), length, region, rows, row);
        }
    return true;
  }

  void add_distinct(const Measure& m, int number, const std::string& length, const std::string& region, const Rows& rows,
                    std::size_t row) {
    CountTable& table = tables_[index(m)];
    const std::vector<int>& set = m.sets[static_cast<std::size_t>(number)];
    const int year = m.time.empty() ? input_.year : static_cast<int>(rows.number(row, 0));
    const int part = static_cast<int>(rows.number(row, 1));
    const int month = length == "half" ? part * 6 : length == "quarter" ? part * 3 : length == "month" ? part : 1;
    std::vector<int> members;
    for (std::size_t i = 0; i < set.size(); ++i) {
      const auto dimension = static_cast<std::size_t>(set[i]);
      const Dimension& d = m.dimensions[dimension];
      if (rows.null(row, 2 + i)) return;
      // The query has put codes on their level already.
      const int member = table.member(dimension, cell(rows, row, 2 + i), [&](const std::string& text) {
        return member_of({d.breakdown, d.field, d.list, -1, d.members, 0}, text);
      });
      if (member < 0) return;
      members.push_back(member);
    }
    Sum& sum = table.at(number, region, period_of(year, month, length), members);
    sum.first = rows.number(row, 2 + set.size());
    sum.rows = static_cast<std::int64_t>(rows.number(row, 3 + set.size()));
  }

  static bool lists(const Dimension& d) { return d.members && !d.members->members.empty(); }
  void note_unknown(const Measure& m, const Dimension& d, const std::string& name, std::int64_t rows) {
    if (lists(d) && d.members->member(fold_label(name)).empty()) unknown_[{m.indicator, name}] += rows;
  }

  /// Counts and sums are 0 where there could have been records and were none: of the total, and of members that are listed.
  void fill_zeros(const Measure& m, std::map<Key, std::pair<int, Sum>>& sums) const {
    if (m.spec->value != Value::count && m.spec->value != Value::sum && m.spec->value != Value::distinct) return;
    for (const auto& [year, month] : covered_.at(m.time))
      for (const std::string& length : m.spec->periods)
        for (const std::string& region : input_.regions) {
          if (region != input_.home && (m.region.empty() || sql_.list(m.region)->find(region) < 0)) continue;
          const Period period = period_of(year, month, length);
          sums.try_emplace({m.indicator->code, region, period, {}, {}}, set_of(m, -1), Sum());
          for (std::size_t d = 0; d < m.dimensions.size(); ++d)
            if (m.dimensions[d].members && m.dimensions[d].top == 0)
              for (const std::string& name : m.dimensions[d].members->members)
                sums.try_emplace({m.indicator->code, region, period, {{m.dimensions[d].breakdown, name}}, {}},
                                 set_of(m, static_cast<int>(d)), Sum());
        }
  }

  /// The set of one dimension alone, or of none (-1).
  static int set_of(const Measure& m, int dimension) {
    const std::vector<int> wanted = dimension < 0 ? std::vector<int>() : std::vector<int>{dimension};
    return static_cast<int>(std::find(m.sets.begin(), m.sets.end(), wanted) - m.sets.begin());
  }

  void finish(const Measure& m) {
    CountTable& table = tables_[index(m)];
    table.keep_tops([&](const Sum& sum) {
      Observation o;
      value(m, sum, o);
      return o.fraction.value_or(Rational(*o.value));
    });
    std::map<Key, std::pair<int, Sum>> sums = table.take();
    fill_zeros(m, sums);
    for (const auto& [key, entry] : sums) {
      const auto& [set, sum] = entry;
      Observation o;
      o.key = key;
      value(m, sum, o);
      // Of a top only what is printed needs a name in the catalogue.
      if (key.members.size() == 1)
        for (const Dimension& d : m.dimensions)
          if (d.top > 0 && d.breakdown == key.members.begin()->first && key.region == input_.home)
            note_unknown(m, d, key.members.begin()->second, sum.rows);
      Origin from;
      from.file = kind_.name + "记录" + (simulated_ ? "（" + std::string(catalog::kSimulatedMark) + "）" : "");
      from.rows = sum.rows;
      from.records = origins_[index(m)][static_cast<std::size_t>(set)];
      o.origins.push_back(std::move(from));
      observations_.push_back(std::move(o));
    }
    for (const auto& [what, rows] : unknown_)
      if (what.first == m.indicator) notes_.push_back({CountNote::Kind::unknown_member, m.indicator, what.second, rows});
    for (const auto& [what, rows] : without_)
      if (what.first == m.indicator) notes_.push_back({CountNote::Kind::without_member, m.indicator, what.second, rows});
  }

  void value(const Measure& m, const Sum& sum, Observation& o) const {
    switch (m.spec->value) {
      case Value::count:
        o.value = Decimal::of(sum.rows, 0).shifted(m.shift);
        break;
      case Value::distinct:
        o.value = Decimal::of(sum.first, 0).shifted(m.shift);
        break;
      case Value::sum:
        o.value = Decimal::of(sum.first, m.digits).shifted(m.shift);
        break;
      case Value::ratio:
        fraction(m, Rational(Decimal::of(sum.first, 0)) / Rational(sum.rows), o);
        break;
      case Value::mean:
        fraction(m, Rational(Decimal::of(sum.first, m.digits)) / Rational(sum.rows), o);
        break;
      case Value::median:
      case Value::quantile:
        fraction(m, quantile(m, sum), o);
        break;
    }
    if (!o.fraction) o.decimals = o.value->scale();
  }

  void fraction(const Measure& m, const Rational& value, Observation& o) const {
    o.fraction = value * Rational::power_of_ten(m.shift);
    o.decimals = m.indicator->decimals.value_or(2);
    o.value = round(*o.fraction, std::max(o.decimals, 6), Rounding::half_up);
  }

  /// The value at (n − 1) × p of the sorted ones, between two of them in proportion: the middle one, or the mean of the two
  /// middle ones, for p = 0.5.
  static Rational quantile(const Measure& m, const Sum& sum) {
    const Rational place = Rational(sum.rows - 1) * Rational(m.spec->at);
    const Rational below = place.floor();
    const auto nth = [&](const Rational& n) {
      Rational seen(0);
      for (const auto& [value, count] : *sum.histogram) {
        seen = seen + Rational(count);
        if (seen > n) return Rational(Decimal::of(value, m.digits));
      }
      return Rational(Decimal::of(sum.histogram->rbegin()->first, m.digits));
    };
    const Rational low = nth(below);
    if (place == below) return low;
    return low + (nth(below + Rational(1)) - low) * (place - below);
  }

  RecordStore& store_;
  const catalog::RecordKind& kind_;
  const CountInput& input_;
  RecordSql sql_;
  std::vector<Observation>& observations_;
  std::vector<CountNote>& notes_;
  std::vector<Measure> measures_;
  std::string snapshot_;
  int files_ = 0;
  bool simulated_ = false;  ///< some of the files
  std::int64_t rows_ = 0;
  std::map<std::string, std::set<std::pair<int, int>>> covered_;           ///< by time field: years and months
  std::vector<CountTable> tables_;                                         ///< by measure
  std::vector<std::vector<std::shared_ptr<const RecordOrigin>>> origins_;  ///< by measure and set
  std::map<std::pair<const catalog::Indicator*, std::string>, std::int64_t> unknown_, without_;
};

}  // namespace

bool count_records(RecordStore& store, const catalog::Catalog& catalog, const CountInput& input,
                   std::vector<Observation>& observations, std::vector<CountNote>& notes, EngineFailure& failure) {
  for (const auto& [code, kind] : catalog.record_kinds()) {
    const std::vector<StoredFile> files = store.files(kind, catalog, failure);
    if (failure) return false;
    if (files.empty()) continue;
    if (!Counter(store, kind, catalog, input, observations, notes).run(files, failure)) return false;
  }
  return true;
}

}  // namespace zh::store
