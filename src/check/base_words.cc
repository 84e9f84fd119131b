// Shares that call their whole by one name.
//
//   R224 ratio   亡1061人，占亡人总数73.63%；亡760人，占亡人总数52.7%；其中亡183人，占亡人总数24.1%: of 1441, of 1441, of 760
//
// Why: one name is one number. What: all shares of a section whose 占 names the same whole, and what they were found to be of.
// When contradictory: two are of one amount, and another, found to be of another, is not. When silent: names that say no more
// than 总数, 全部, 总量; shares of an earlier time.
#include <map>

#include "base/text.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class BaseWords {
 public:
  BaseWords(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    std::map<std::pair<int, Text>, std::vector<Share>> groups;  // by section and name
    for (const Ledger::Entry& entry : ledger_.entries()) {
      if (std::string_view(entry.rule) != "R201" || entry.verdict != Verdict::consistent || entry.operands.size() != 2)
        continue;
      const Claim& c = e_[entry.result];
      const Text name(claim::strip_name(c.base));
      if (c.role != Role::share || c.table >= 0 || !names(name) || earlier(c) || listed(c)) continue;
      groups[{e_.section(c.id), name}].push_back({c.id, entry.operands[0], entry.operands[1]});
    }
    for (const auto& [key, shares] : groups) judge(key.second, shares);
  }

 private:
  struct Share {
    int id, part, whole;
  };
  /// 依次为460、709、945万人，占35.8%、42.3%、36.5%: of several times or places, each with a whole of its own.
  bool listed(const Claim& c) const {
    const auto beside = [&](int a, int b) {
      return a >= 0 && b < static_cast<int>(e_.all.size()) && e_[a].is_percentage() && e_[b].is_percentage() &&
             e_[a].passage == e_[b].passage && e_[a].clause == e_[b].clause && e_.between(a, b) == U"、";
    };
    return beside(c.id - 1, c.id) || beside(c.id, c.id + 1);
  }
  static bool names(const Text& name) {
    if (name.size() < 3) return false;
    for (const View general : {View(U"总数"), View(U"总量"), View(U"全部"), View(U"总额"), View(U"总体"), View(U"受理量"),
                               View(U"总件数"), View(U"受理总量"), View(U"受理总数"), View(U"抽查总数")})
      if (name == general) return false;
    return !claim::one_of(name.back(), U"市省县区国州镇乡");
  }
  static bool earlier(const Claim& c) {
    return !claim::find_any(c.clause_before, {U"上年", U"去年", U"同期", U"上月", U"上季", U"上期"}).empty();
  }

  void judge(const Text& name, const std::vector<Share>& shares) {
    if (shares.size() < 3) return;
    for (const Share& s : shares) {
      int agreeing = 0, whole = -1;
      bool mixed = false;
      for (const Share& other : shares) {
        if (other.id == s.id) continue;
        if (e_[other.whole].exact == e_[s.whole].exact) mixed = true;
        if (whole >= 0 && e_[other.whole].exact != e_[whole].exact) mixed = true;
        whole = other.whole;
        ++agreeing;
      }
      if (mixed || agreeing < 2 || e_[whole].exact < e_[s.part].exact) continue;
      const std::optional<Interval> computed = percentage(e_[s.part].value, e_[whole].value);
      if (!computed || fit(e_[s.id], *computed) != Fit::none) continue;
      contradict(e_, ledger_, "R224", "ratio", s.id, {s.part, whole}, *computed,
                 number_text(e_, s.part) + " ÷ " + number_text(e_, whole),
                 "其余各处“占" + to_utf8(name) + "”都以" + number_text(e_, whole) + "为总体，而此处是以" +
                     number_text(e_, s.whole) + "为总体，按前者");
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_base_words(const Evidence& evidence, Ledger& ledger) { BaseWords(evidence, ledger).run(); }

}  // namespace zh::check
