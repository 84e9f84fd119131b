// Totals that are divided by what the words call a cut, or into a stated number of kinds.
//
//   S141 sum   共计104960份。按审级分，一审37164份，二审69288份，再审8739份: the parts of a cut exceed the total
//   S143 sum   结案2823件、3513件、4669件，…三年结案合计11005件: of as many years as are added up
//   S142 sum   11类产品195批次。…有6类：甲12批次、…其余5类…：…: as many kinds are listed as there are
//
// Why: 按…分 puts everything into one class each, so classes cannot exceed the total; and what lists as many kinds as it states
// is complete. When contradictory: S141 where the total is the sum of other parts, or is repeated, and no amount before gives
// the sum; S142 where the numbers of kinds add up and the amounts do not. When silent: 涉及, 主要, 前N: classes that overlap or
// are not all.
#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Cuts {
 public:
  Cuts(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p) {
      const std::vector<int>& all = e_.paragraphs()[p];
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == 0 || e_[all[i]].segment != e_[all[i - 1]].segment) cut(p, i);
        kinds(p, i);
        years(all, i);
      }
    }
  }

 private:
  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0 && !c.averaged && !c.noun.empty();
  }
  /// The words of the segment of a number, from its start to the number.
  View lead(int id) const {
    const View text = e_.passage(id).text;
    std::size_t from = claim::start_behind(text, e_[id].start, U"。！？；;\n");
    return text.substr(from, e_[id].start - from);
  }
  static bool partial(View words) {
    return !claim::find_any(words, {U"主要", U"前", U"涉及", U"较多", U"集中", U"居", U"其中", U"排", U"突出", U"等"}).empty();
  }

  /// The segment that begins with the i-th number of a paragraph.
  void cut(std::size_t p, std::size_t i) {
    const std::vector<int>& all = e_.paragraphs()[p];
    const int first = all[i];
    if (!level(first)) return;
    View words = lead(first);
    while (!words.empty() && (claim::is_digit(words[0]) || claim::one_of(words[0], U"., 　．"))) words.remove_prefix(1);  // 5.2
    // 在举报件中，按违纪行为分类，…
    if (const claim::Found by = claim::find_last(words, {U"，按", U"，从"}); by) words.remove_prefix(by.at + 1);
    // 网购投诉按对象分，…: of what the words before name.
    View divided;
    if (const std::size_t by = words.find(U'按'); by != View::npos && by >= 2 && by <= 8) {
      divided = words.substr(0, by);
      words.remove_prefix(by);
    }
    const std::size_t mark = words.find_first_of(U"，：:,");
    if (mark == View::npos || mark > 12 || words.empty() || !claim::one_of(words[0], U"按从") || partial(words) ||
        claim::find_any(words.substr(0, mark), {U"分", U"看", U"划"}).empty())
      return;
    std::vector<int> parts;
    for (std::size_t j = i; j < all.size() && e_[all[j]].segment == e_[first].segment; ++j) {
      const Claim& c = e_[all[j]];
      if (c.noun != e_[first].noun || !c.is_amount() || c.depth > e_[first].depth || c.role == Role::change ||
          c.role == Role::prior)
        continue;
      if (!level(all[j]) || partial(c.before)) return;
      parts.push_back(all[j]);
    }
    if (parts.size() < 2) return;
    const Interval sum = sum_of(e_, parts);
    int whole = -1;
    for (std::size_t q = p > 0 ? p - 1 : 0; q <= p; ++q)
      for (const int id : e_.paragraphs()[q]) {
        if (id >= first) break;
        if (!e_[id].is_amount() || e_[id].noun != e_[first].noun || e_[id].role == Role::prior) continue;
        if (fit(e_[id], sum) != Fit::none) return;
        if (!divided.empty()) {
          if (level(id) && e_[first].sentence - e_[id].sentence <= 1 && called(divided, e_[id])) whole = id;
          continue;
        }
        if (level(id) && (known_total(id) || named(id, parts) || names_whole(words.substr(0, mark), id))) whole = id;
      }
    if (whole < 0 || e_[whole].value.high >= sum.low) return;
    for (const int part : parts)
      if (e_[part].exact >= e_[whole].exact && divided.empty()) return;
    miss(e_, ledger_, {"S141", "sum", whole, parts, total, Tie::certain, joined(e_, parts, " + "), "而所分各类相加已超过"});
  }
  /// 内含投诉10301件: 投诉.
  static bool called(View words, const Claim& c) {
    View name = c.name;
    for (const View lead : {View(U"内含"), View(U"其中"), View(U"含")})
      if (claim::starts_with(name, lead)) name.remove_prefix(lead.size());
    return name.size() >= 2 && claim::ends_with(words, name);
  }
  /// 特种设备事故4起。按设备分：场车事故2起、电梯事故1起、起重机械事故2起: all are called what the whole is.
  bool named(int whole, const std::vector<int>& parts) const {
    const View name = e_[whole].name;
    constexpr std::size_t kHead = 2;
    return name.size() >= kHead && std::all_of(parts.begin(), parts.end(), [&](int id) {
             return !e_[id].name_inherited && e_[id].name.size() > kHead &&
                    claim::ends_with(e_[id].name, name.substr(name.size() - kHead));
           });
  }
  /// 违纪行为37件。按违纪行为分类，…: the cut itself says what it divides.
  bool names_whole(View cut, int whole) const {
    constexpr std::size_t kFewest = 4;
    return e_[whole].name.size() >= kFewest && claim::contains(cut, e_[whole].name);
  }
  /// The sum of other parts.
  bool known_total(int id) const {
    for (const int index : ledger_.of_result(id)) {
      const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
      if (entry.kind == "sum" && entry.verdict == Verdict::consistent) return true;
    }
    return false;
  }

  /// 三年结案合计: the list of three in its sentence that begins with the same word.
  void years(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!level(c.id) || c.before.size() < 2 || ledger_.explained(c.id, {"sum"})) return;
    const int n = claim::small_chinese_number(View(c.clause_before).substr(0, 1));
    if (n < 2 || n > 5 || c.clause_before[1] != U'年') return;
    if (c.clause_before.size() == 4 && claim::ends_with(c.clause_before, U"累计")) return dated(all, i, n);
    const claim::Found word = claim::find_last(c.clause_before, {U"合计", U"共计", U"累计", U"总计"});
    if (!word || word.at < 4 || word.at + word.word.size() != c.clause_before.size()) return;
    const View name = View(c.clause_before).substr(2, word.at - 2);
    for (std::size_t from = 0; from + static_cast<std::size_t>(n) <= i; ++from) {
      std::vector<int> parts;
      for (std::size_t j = from; j < from + static_cast<std::size_t>(n); ++j) parts.push_back(all[j]);
      if (!claim::ends_with(e_[parts[0]].before, name) || e_[parts[0]].sentence != c.sentence) continue;
      bool list = true;
      for (std::size_t k = 0; k < parts.size(); ++k) {
        list = list && level(parts[k]) && e_[parts[k]].noun == c.noun;
        if (k > 0) list = list && (e_.between(parts[k - 1], parts[k]) == U"、" || e_.between(parts[k - 1], parts[k]) == U"和");
      }
      if (!list) continue;
      const Interval sum = sum_of(e_, parts);
      if (fit(c, sum) != Fit::none)
        confirm(e_, ledger_, "S143", "sum", c.id, parts, sum, joined(e_, parts, " + "));
      else
        contradict(e_, ledger_, "S143", "sum", c.id, parts, sum, joined(e_, parts, " + "), "而所列各年相加");
      return;
    }
  }

  /// 2021年18432人，2022年17965人，2023年19874人。…三年累计56271人: as many amounts in a row that years introduce.
  void dated(const std::vector<int>& all, std::size_t i, int n) {
    const Claim& c = e_[all[i]];
    std::vector<int> parts;
    for (std::size_t j = 0; j < i; ++j) {
      const int id = all[j];
      const bool year = id > 0 && e_[id - 1].kind == claim::Numeral::Kind::year && e_[id - 1].passage == e_[id].passage &&
                        e_[id].start - e_[id - 1].end <= 4 && e_[id].is_amount() && e_[id].is_level() && !e_[id].vague() &&
                        e_[id].noun == c.noun;
      if (static_cast<int>(parts.size()) == n) break;
      if (year)
        parts.push_back(id);
      else if (e_[id].is_amount())
        parts.clear();
    }
    if (static_cast<int>(parts.size()) != n || c.sentence - e_[parts[0]].sentence > 2) return;
    const Interval sum = sum_of(e_, parts);
    if (fit(c, sum) != Fit::none)
      confirm(e_, ledger_, "S143", "sum", c.id, parts, sum, joined(e_, parts, " + "));
    else
      contradict(e_, ledger_, "S143", "sum", c.id, parts, sum, joined(e_, parts, " + "), "而所列各年相加");
  }

  /// 有6类：… 其余5类…：…: the i-th number is how many kinds the first list has.
  void kinds(std::size_t p, std::size_t i) {
    const std::vector<int>& all = e_.paragraphs()[p];
    const std::optional<int> stated = kind_count(all[i]);
    if (!stated) return;
    const std::vector<int> first = listed(all, i, false);
    if (static_cast<int>(first.size()) != *stated) return;
    // The other list, in this paragraph or the next.
    for (std::size_t q = p; q < std::min(e_.paragraphs().size(), p + 2); ++q) {
      const std::vector<int>& others = e_.paragraphs()[q];
      for (std::size_t j = 0; j < others.size(); ++j) {
        if (others[j] <= first.back()) continue;
        const std::optional<int> rest = kind_count(others[j]);
        if (!rest || claim::find_any(e_[others[j]].before, {U"其余", U"其他", U"另", U"余下"}).empty()) continue;
        std::vector<int> parts = listed(others, j, true);
        if (static_cast<int>(parts.size()) != *rest || e_[parts[0]].noun != e_[first[0]].noun) continue;
        parts.insert(parts.begin(), first.begin(), first.end());
        return whole_of(p, all[i], parts, *stated + *rest);
      }
    }
  }
  /// 6类, 5种: a number of kinds with 有 or 其余 before it.
  std::optional<int> kind_count(int id) const {
    const Claim& c = e_[id];
    if (c.kind != claim::Numeral::Kind::count || c.noun.empty() || !claim::one_of(c.noun[0], U"类种大") ||
        c.exact < Rational(2) || c.exact > Rational(30) || c.vague())
      return std::nullopt;
    if (claim::find_any(c.before, {U"有", U"其余", U"其他", U"另", U"余下"}).empty()) return std::nullopt;
    const std::optional<Decimal> n = c.exact.exact_decimal();
    return n ? std::optional<int>(static_cast<int>(n->coefficient())) : std::nullopt;
  }
  /// The amounts of one noun behind the i-th number to the end of its sentence; of each segment the first only, if asked so.
  std::vector<int> listed(const std::vector<int>& all, std::size_t i, bool heads) const {
    std::vector<int> out;
    int segment = -1;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == e_[all[i]].sentence; ++j) {
      if (!level(all[j]) || e_[all[j]].depth > e_[all[i]].depth) continue;
      if (!out.empty() && e_[all[j]].noun != e_[out[0]].noun) continue;
      if (heads && e_[all[j]].segment == segment) continue;
      segment = e_[all[j]].segment;
      out.push_back(all[j]);
    }
    return out;
  }

  void whole_of(std::size_t p, int list, const std::vector<int>& parts, int count) {
    const Interval sum = sum_of(e_, parts);
    int whole = -1;
    bool said = false;
    for (std::size_t q = p > 1 ? p - 2 : 0; q <= p; ++q)
      for (const int id : e_.paragraphs()[q]) {
        if (id >= list) break;
        const Claim& c = e_[id];
        said = said || (c.kind == claim::Numeral::Kind::count && !c.noun.empty() && claim::one_of(c.noun[0], U"类种大") &&
                        c.exact == Rational(count));
        if (level(id) && c.noun == e_[parts[0]].noun && (whole < 0 || c.exact > e_[whole].exact)) whole = id;
      }
    if (whole < 0 || !said) return;
    for (const int part : parts)
      if (e_[part].exact >= e_[whole].exact) return;
    if (fit(e_[whole], sum) != Fit::none) {
      confirm(e_, ledger_, "S142", "sum", whole, parts, sum, joined(e_, parts, " + "));
      return;
    }
    contradict(e_, ledger_, "S142", "sum", whole, parts, sum, joined(e_, parts, " + "), "而所列各类相加");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_cuts(const Evidence& evidence, Ledger& ledger) { Cuts(evidence, ledger).run(); }

}  // namespace zh::check
