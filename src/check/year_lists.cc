// Changes between the members of a list that years announce, and between two lists of the same things.
//
//   G414 growth  2015年至2017年收案3075件、3813件、4908件，2016年增长24.0%: the k-th number is of the k-th year
//   P616 pp      2013年至2017年合格率依次为88.9%、92.3%、…，比2013年高2.6个百分点
//   P616 pp      东部占76.8%，中部占15.7%，西部占7.5%；上年分别为78.1%、14.6%、7.3%。东部减1.3个百分点
//
// What: as many numbers as years from the first to the last; a change that names one year is from the year before it, with 比
// from the year it names. Or as many shares behind 上年分别为 as named ones stand before: the k-th is that of the k-th name.
// When contradictory: years and list are told and one digit would mend it. When silent: another number of members.
#include <algorithm>

#include "check/frames.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Kind = claim::Numeral::Kind;

class YearLists {
 public:
  YearLists(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      series_.clear();
      then_.clear();
      for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i + 1;
        while (end < all.size() && joined(all[end - 1], all[end])) ++end;
        if (end - i >= 2 && value(all[i])) begin(all, i, end);
        if (end - i == 1 && (!series_.empty() || !then_.empty())) change(all[i]);
        i = end;
      }
    }
  }

 private:
  struct Series {
    int first = 0, last = 0;  ///< years
    std::vector<int> ids;
  };
  struct Pair {
    int now, then;
  };

  bool value(int id) const {
    const Claim& c = e_[id];
    if (c.table >= 0 || c.vague() || c.chinese || c.kind == Kind::part) return false;
    return c.is_percentage() ? c.role != Role::growth && c.role != Role::limit : c.is_amount() && c.role != Role::change;
  }
  bool joined(int a, int b) const {
    const View between = e_.between(a, b);
    return e_[a].kind == e_[b].kind && e_[a].noun == e_[b].noun && value(a) && value(b) &&
           (between == U"、" || between == U"和" || between == U"，" || between == U"及");
  }
  static int year_of(const Claim& c) {
    const std::optional<Decimal> d = c.exact.exact_decimal();
    return d ? static_cast<int>(d->coefficient()) : 0;
  }
  /// The years that stand in the words before a number, back to the sentence's start: the nearest last.
  std::vector<int> years_before(int id, int least) const {
    std::vector<int> out;
    for (int k = id - 1; k >= least && e_[k].passage == e_[id].passage && e_[k].sentence == e_[id].sentence; --k)
      if (e_[k].kind == Kind::year) out.insert(out.begin(), k);
    return out;
  }

  void begin(const std::vector<int>& all, std::size_t i, std::size_t end) {
    const Claim& first = e_[all[i]];
    const std::vector<int> ids(all.begin() + static_cast<std::ptrdiff_t>(i), all.begin() + static_cast<std::ptrdiff_t>(end));
    const std::vector<int> years = years_before(first.id, 0);
    if (years.size() >= 2) {
      const Claim &a = e_[years[years.size() - 2]], &b = e_[years.back()];
      const View text = e_.passage(a.id).text;
      const bool span = b.start - a.end <= 3 && text.substr(a.end, b.start - a.end).find_first_of(U"至到—-–~～") != View::npos;
      const int n = year_of(b) - year_of(a) + 1;
      if (span && n == static_cast<int>(ids.size()) && n >= 2) {
        series_.push_back({year_of(a), year_of(b), ids});
        return;
      }
    }
    // 结案2823件、3513件、4669件 goes on with the years of the list before.
    if (!series_.empty() && series_.back().ids.size() == ids.size() &&
        e_[series_.back().ids.front()].sentence == first.sentence)
      return series_.push_back({series_.back().first, series_.back().last, ids});
    earlier_list(all, i, ids);
  }

  /// 上年分别为: of the named ones before it.
  void earlier_list(const std::vector<int>& all, std::size_t i, const std::vector<int>& ids) {
    const Claim& first = e_[ids.front()];
    if (!first.is_percentage() || claim::find_any(first.clause_before, {U"分别", U"依次", U"各"}).empty() ||
        !surely_earlier(first.clause_before))
      return;
    std::vector<int> now;
    for (std::size_t j = i; j-- > 0 && now.size() < ids.size() && first.sentence - e_[all[j]].sentence <= 1;) {
      const Claim& c = e_[all[j]];
      if (c.kind != first.kind || c.role == Role::growth || c.depth != first.depth) continue;
      now.insert(now.begin(), c.id);
    }
    if (now.size() != ids.size()) return;
    for (std::size_t k = 0; k < ids.size(); ++k) then_.push_back({now[k], ids[k]});
  }

  void change(int id) {
    const Claim& c = e_[id];
    const bool growth = c.kind == Kind::percent && c.role == Role::growth;
    if ((!growth && c.kind != Kind::point) || c.vague() || c.table >= 0) return;
    if (ledger_.firmly_explained(id, growth ? "growth" : "pp")) return;
    if (!growth)
      for (const Pair& p : then_) {
        if (!e_[p.now].name_inherited && bears(c, Text(claim::strip_name(e_[p.now].name)))) return tell(c, p.now, p.then);
      }
    std::vector<int> told;  // years of the clause
    for (int k = id - 1; k >= 0 && e_[k].passage == c.passage && e_[k].clause == c.clause; --k)
      if (e_[k].kind == Kind::year) told.insert(told.begin(), year_of(e_[k]));
    for (auto s = series_.rbegin(); s != series_.rend(); ++s) {
      const Claim& head = e_[s->ids.front()];
      if (c.sentence - head.sentence > 1 || head.is_percentage() == growth) continue;
      // Of several lists the one that the words name.
      if (series_.size() > 1 && !named(c, head)) continue;
      const bool than = claim::find_any(c.clause_before, {U"比", U"较"}).size() > 0 && !told.empty();
      int now = 0, then = 0;
      if (told.size() == 2 && than)
        now = told[0], then = told[1];
      else if (told.size() == 1 && than)
        now = s->last, then = told[0];
      else if (told.size() == 1 && growth)
        now = told[0], then = told[0] - 1;
      else
        return;
      if (now < s->first || now > s->last || then < s->first || then > s->last || now == then) return;
      return tell(c, s->ids[static_cast<std::size_t>(now - s->first)], s->ids[static_cast<std::size_t>(then - s->first)]);
    }
  }
  /// Whether a change is of this name, or of what the name ends with: 东部 of 快递业务量东部.
  static bool bears(const Claim& c, const Text& name) {
    if (name.size() < 2) return false;
    if (claim::contains(c.clause_before, name)) return true;
    View subject = c.clause_before;
    if (const claim::Verb verb = claim::last_change_verb(subject)) subject = subject.substr(0, verb.at);
    const std::size_t mark = subject.find_last_of(U"—-、 ");
    if (mark != View::npos) subject.remove_prefix(mark + 1);
    return subject.size() >= 2 && claim::ends_with(name, subject);
  }
  /// Whether the words of a change name what a list counts, or name nothing else than the last change did.
  bool named(const Claim& c, const Claim& head) const {
    const Text name(claim::strip_name(head.name));
    return name.size() >= 2 && (claim::contains(c.name, name) || claim::contains(c.clause_before, name));
  }

  void tell(const Claim& c, int now, int then) {
    const bool growth = c.is_percentage();
    const Claim &a = e_[now], &b = e_[then];
    if (growth && b.value.low.sign() <= 0) return;
    const bool down = c.exact.sign() < 0;
    const Recompute again = [growth, down](const std::vector<Interval>& v) -> std::optional<Interval> {
      if (growth) return percentage(v[0] - v[1], v[1]);
      const Interval d = magnitude(v[0] - v[1]);
      return down ? -d : d;
    };
    if (!growth && c.sign != 0 && (a.exact < b.exact) != (c.sign < 0) && a.exact != b.exact) return;
    const std::string x = number_text(e_, now), y = number_text(e_, then);
    const std::string formula = growth ? "(" + x + " − " + y + ") ÷ " + y : a.exact >= b.exact ? x + " − " + y : y + " − " + x;
    const char* rule = growth ? "G414" : "P616";
    const char* kind = growth ? "growth" : "pp";
    tell_or_wait(e_, ledger_, {rule, kind, c.id, {now, then}, again, Tie::strong, formula, "按所列各年的数计算"});
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<Series> series_;
  std::vector<Pair> then_;
};

}  // namespace

void check_year_lists(const Evidence& evidence, Ledger& ledger) { YearLists(evidence, ledger).run(); }

}  // namespace zh::check
