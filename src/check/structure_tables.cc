// A table of shares whose amounts the prose tells.
//
//   R246 ratio   事故566起，死亡548人。锅炉28起，死31人；气瓶14起，死12人；… | 锅炉 | 4.95% | 5.66% | 气瓶 | 2.47% | 2.19%:
//                each share is that row's amount over the whole of its noun
//
// What: the rows of a column of shares are called by the names under which the prose near by tells amounts, the first of each
// noun behind the name; the whole is an amount of that noun told there too, with which all rows or all but one hold, three at
// least. When contradictory: of four rows and more one does not hold, its name bears one value, and one digit would mend it.
// When silent: no such whole; two wholes serve as well.
#include <algorithm>
#include <map>

#include "check/cell_names.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class StructureTables {
 public:
  StructureTables(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const claim::Table& t : e_.claims.tables) {
      if (t.rows - t.header_rows < static_cast<int>(kFewest) || t.rows > kMostRows || t.columns > kMostColumns) continue;
      std::vector<int> columns;
      for (int x = 1; x < t.columns; ++x)
        if (of_shares(t, x)) columns.push_back(x);
      if (columns.empty()) continue;
      gather(t);
      if (told_.size() < kFewest) continue;
      for (const int x : columns) column(t, x);
    }
  }

 private:
  using Ids = std::vector<int>;

  bool share(const claim::Table& t, int row, int column) const {
    const int id = t.at(row, column);
    if (id < 0 || t.total[static_cast<std::size_t>(row)] || row_of_all(t, row)) return false;
    const Claim& c = e_[id];
    return c.kind == claim::Numeral::Kind::percent && !c.vague() && c.exact.sign() > 0 && c.exact <= Rational(100) &&
           (c.role == Role::share || c.role == Role::percent);
  }
  bool of_shares(const claim::Table& t, int column) const {
    std::size_t rows = 0;
    for (int r = t.header_rows; r < t.rows; ++r) rows += share(t, r, column);
    return rows >= kFewest;
  }
  /// 场（厂）内专用机动车辆 as the prose calls it: without what stands in brackets.
  static Text called(const claim::Table& t, int row) {
    Text out;
    int depth = 0;
    for (const char32_t c : t.row_label[static_cast<std::size_t>(row)]) {
      if (claim::one_of(c, U"（(")) ++depth;
      if (depth == 0 && c != U' ' && c != 0x3000) out += c;
      if (claim::one_of(c, U"）)")) depth = std::max(0, depth - 1);
    }
    return out;
  }

  bool amount(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && c.table < 0 && !c.vague() && !c.noun.empty() && c.exact.sign() >= 0;
  }
  /// The amounts of each row in the prose near the table, one of each noun; and all that may be a whole.
  void gather(const claim::Table& t) {
    told_.clear();
    wholes_.clear();
    several_.clear();
    std::map<int, Text> names;
    for (int r = t.header_rows; r < t.rows; ++r)
      if (Text name = called(t, r); name.size() >= 2) names[r] = std::move(name);
    const std::vector<Ids>& paragraphs = e_.paragraphs();
    const auto near = std::partition_point(paragraphs.begin(), paragraphs.end(),
                                           [&](const Ids& all) { return e_[all.front()].block < t.block - kBefore; });
    for (auto paragraph = near; paragraph != paragraphs.end() && e_[paragraph->front()].block <= t.block + kBehind;
         ++paragraph) {
      const Ids& all = *paragraph;
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (!amount(all[i])) continue;
        wholes_.push_back(all[i]);
        const Claim& head = e_[all[i]];
        if (head.name_inherited || head.name.size() < 2) continue;
        for (const auto& [row, name] : names) {
          if (name != head.name && !(name.size() <= head.name.size() + 2 && claim::ends_with(name, head.name))) continue;
          std::map<Text, int>& own = told_[row];
          for (std::size_t k = i;
               k < all.size() && e_[all[k]].sentence == head.sentence && e_[all[k]].clause - head.clause <= 3; ++k) {
            if (!amount(all[k])) continue;
            if (k > i && (e_[all[k]].noun == head.noun || e_[all[k]].segment != head.segment)) break;
            if (const auto [at, fresh] = own.emplace(e_[all[k]].noun, all[k]);
                !fresh && e_[at->second].exact != e_[all[k]].exact)
              several_.push_back(at->second);
          }
          break;
        }
      }
    }
  }

  struct Pair {
    int share, amount;
  };
  void column(const claim::Table& t, int x) {
    std::map<Text, std::vector<Pair>> of_noun;
    for (int r = t.header_rows; r < t.rows; ++r)
      if (const auto told = told_.find(r); told != told_.end() && share(t, r, x))
        for (const auto& [noun, id] : told->second) of_noun[noun].push_back({t.at(r, x), id});
    for (const auto& [noun, pairs] : of_noun) {
      if (pairs.size() < kFewest) continue;
      int best = -1;
      std::size_t most = 0;
      bool twice = false;
      for (const int whole : wholes_) {
        if (e_[whole].noun != noun || e_[whole].exact.sign() <= 0) continue;
        const auto holds =
            static_cast<std::size_t>(std::count_if(pairs.begin(), pairs.end(), [&](const Pair& p) { return fits(p, whole); }));
        if (best >= 0 && holds == most && e_[whole].exact != e_[best].exact) twice = true;
        if (holds > most) best = whole, most = holds, twice = false;
      }
      if (best < 0 || twice || most < kFewest || most + 1 < pairs.size()) continue;
      for (const Pair& p : pairs) tell(p, best, most);
      return;
    }
  }
  bool fits(const Pair& p, int whole) const {
    const std::optional<Interval> own = percentage(e_[p.amount].value, e_[whole].value);
    return own && fit(e_[p.share], *own) != Fit::none;
  }
  void tell(const Pair& p, int whole, std::size_t holding) {
    const std::string text = number_text(e_, p.amount) + " ÷ " + number_text(e_, whole);
    const std::optional<Interval> own = percentage(e_[p.amount].value, e_[whole].value);
    const Fit how = fit(e_[p.share], *own);
    if (how != Fit::none)
      confirm(e_, ledger_, "R246", "ratio", p.share, {p.amount, whole}, *own, text, how == Fit::truncated);
    else if (holding >= kFewest && e_[p.amount].exact < e_[whole].exact &&
             std::find(several_.begin(), several_.end(), p.amount) == several_.end())
      miss(e_, ledger_,
           {"R246",
            "ratio",
            p.share,
            {p.amount, whole},
            quotient_percent,
            Tie::strong,
            text,
            "同列其他各占比都以该总数为总体，而"});
  }

  static constexpr std::size_t kFewest = 3;
  static constexpr int kMostRows = 60, kMostColumns = 12;
  static constexpr int kBefore = 10, kBehind = 3;  ///< blocks in which the prose is looked at

  const Evidence& e_;
  Ledger& ledger_;
  std::map<int, std::map<Text, int>> told_;  ///< by row, by noun
  Ids wholes_;
  Ids several_;  ///< those under whose name another value of the noun stands too
};

}  // namespace

void check_structure_tables(const Evidence& evidence, Ledger& ledger) { StructureTables(evidence, ledger).run(); }

}  // namespace zh::check
