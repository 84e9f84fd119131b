// Stages of one business, and shares of one whole.
//
//   B231 bound   审查逮捕1286件，批准1094件; 不合格83批次，已立案76件，办结71件; 培训38624人次，取得证书27916人次: what went on
//   to the next stage is not more than what reached the one before B233 bound   占45.0%；占27.7%；占14.5%: shares told one
//   after another do not exceed 100 % together
//
// Why: the words name the stage that a number has reached. When contradictory: never; what came over from before may be settled
// too, and shares of answers may overlap. When silent: a relation ties the two already; other measure words.
#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Stages {
 public:
  Stages(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.verdict == Verdict::undecided || entry.result < 0) continue;
      for (const int id : entry.operands) tied_.add(entry.result, id);
      const std::string_view kind = entry.kind;
      if (entry.operands.size() == 2 && kind == "ratio") tied_.add(entry.operands[0], entry.operands[1]);
      if (kind == "complement") {
        whole_.insert(entry.result);
        whole_.insert(entry.operands.begin(), entry.operands.end());
      }
    }
    tied_.sort();
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (std::size_t i = 1; i < all.size(); ++i) follows(all, i);
      shares(all);
    }
  }

 private:
  /// The stages of a few kinds of business, first to last; a number reached the last one whose words stand before it.
  static constexpr std::size_t kBusinesses = 5;
  using Reached = std::array<signed char, kBusinesses>;  ///< -1: none
  struct Word {
    View word;
    signed char business, stage;
  };
  static Reached reached(View words) {
    static constexpr Word kWords[] = {
        // cases
        {U"收到", 0, 0},
        {U"接到", 0, 0},
        {U"接收", 0, 0},
        {U"收件", 0, 0},
        {U"收案", 0, 0},
        {U"新收", 0, 0},
        {U"受理审查", 0, 0},
        {U"受理", 0, 0},
        {U"立案", 0, 1},
        {U"初核", 0, 1},
        {U"移送", 0, 1},
        {U"提起", 0, 1},
        {U"批准", 0, 1},
        {U"决定", 0, 1},
        {U"发出", 0, 1},
        {U"提出", 0, 1},
        {U"办结", 0, 2},
        {U"审结", 0, 2},
        {U"结案", 0, 2},
        {U"执结", 0, 2},
        {U"答复", 0, 2},
        {U"回复", 0, 2},
        {U"判决", 0, 2},
        {U"采纳", 0, 2},
        {U"支持", 0, 2},
        {U"维持", 0, 2},
        // inspections
        {U"检查", 1, 0},
        {U"排查", 1, 0},
        {U"抽查", 1, 0},
        {U"巡查", 1, 0},
        {U"不合格", 1, 1},
        {U"发现", 1, 1},
        {U"查出", 1, 1},
        {U"检出", 1, 1},
        {U"隐患", 1, 1},
        {U"问题", 1, 1},
        {U"立案", 1, 2},
        {U"责令", 1, 2},
        {U"已整改", 1, 2},
        {U"整改", 1, 2},
        {U"查处", 1, 2},
        {U"复查", 1, 2},
        {U"办结", 1, 3},
        {U"结案", 1, 3},
        {U"复查合格", 1, 3},
        {U"销号", 1, 3},
        {U"整改到位", 1, 3},
        {U"整改完成", 1, 3},
        // training, posts, projects
        {U"培训", 2, 0},
        {U"报名", 2, 0},
        {U"实名登记", 2, 0},
        {U"在岗见习", 2, 0},
        {U"招收", 2, 0},
        {U"取得", 2, 1},
        {U"结业", 2, 1},
        {U"录取", 2, 1},
        {U"留用", 2, 1},
        {U"就业", 2, 1},
        {U"上线", 2, 1},
        {U"高级工", 2, 2},
        {U"一本", 2, 2},
        {U"本科", 2, 2},
        {U"签约", 3, 0},
        {U"开工", 3, 1},
        {U"竣工", 3, 2},
        {U"投产", 3, 2},
        {U"登记在册", 4, 0},
        {U"注册登记", 4, 0},
        {U"登记", 4, 0},
        {U"应参检", 4, 1},
        {U"应检", 4, 1},
        {U"参检", 4, 1},
        {U"合格", 4, 2},
        {U"实检", 4, 2},
        {U"年检合格", 4, 2},
    };
    Reached best;
    best.fill(-1);
    std::array<std::size_t, kBusinesses> longest{};
    const claim::Characters characters(words);
    for (const Word& w : kWords) {
      const auto business = static_cast<std::size_t>(w.business);
      if (w.word.size() > longest[business] && characters.may_have(w.word) && claim::contains(words, w.word))
        best[business] = w.stage, longest[business] = w.word.size();
    }
    return best;
  }
  /// The same of the words before a number, remembered: each is asked for by several.
  const Reached& reached(const Claim& c) {
    const auto [known, fresh] = reached_.try_emplace(c.id);
    if (fresh) known->second = reached(c.before);
    return known->second;
  }

  static bool usable(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() && !c.averaged && c.exact.sign() > 0 &&
           !claim::is_measured(c.noun);
  }
  void follows(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    constexpr std::size_t kLongest = 14;
    if (!usable(c) || c.before.empty() || c.before.size() > kLongest) return;
    const Reached& now = reached(c);
    if (std::all_of(now.begin(), now.end(), [](int stage) { return stage < 0; })) return;
    for (std::size_t j = i, tried = 0; j-- > 0 && tried < 4; ++tried) {
      const Claim& o = e_[all[j]];
      if (c.sentence - o.sentence > 1) return;
      if (!usable(o) || o.noun != c.noun || o.before.empty() || o.before.size() > kLongest + 10) continue;
      const Reached& before = reached(o);
      for (std::size_t b = 0; b < kBusinesses; ++b) {
        if (before[b] < 0 || now[b] <= before[b]) continue;
        if (o.value.high < c.value.low) return;
        if (!tied_.has(o.id, c.id))
          ledger_.tell("B231", "bound", Verdict::consistent, o.id, {c.id},
                       number_text(e_, o.id) + " ≥ " + number_text(e_, c.id));
        return;
      }
    }
  }

  /// A run of shares, each behind its own amount, in one paragraph.
  void shares(const std::vector<int>& all) {
    std::vector<int> run;
    const auto close = [&] {
      constexpr std::size_t kFewest = 3, kMost = 12;
      if (run.size() >= kFewest && run.size() <= kMost &&
          std::none_of(run.begin(), run.end(), [&](int id) { return whole_.count(id) > 0; })) {
        const Interval sum = sum_of(e_, run);
        if (sum.low <= Rational(100))
          ledger_.tell("B233", "bound", Verdict::consistent, run.front(), {run.begin() + 1, run.end()},
                       joined(e_, run, " + ") + " ≤ 100%");
      }
      run.clear();
    };
    int amount = -1;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (c.is_amount() && c.role == Role::level) {
        if (amount >= 0 && e_[amount].noun != c.noun) close();
        amount = id;
        continue;
      }
      const bool share = c.role == Role::share && c.kind == claim::Numeral::Kind::percent && !c.vague() &&
                         claim::starts_with(c.clause_before, U"占") && c.base.empty();
      if (!share) {
        if (c.is_percentage() && c.role == Role::share) close();
        continue;
      }
      if (!run.empty() && c.sentence - e_[run.back()].sentence > 0) close();
      run.push_back(id);
    }
    close();
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::unordered_map<int, Reached> reached_;
  Pairs tied_;
  std::set<int> whole_;  ///< shares that make up a whole
};

}  // namespace

void check_stages(const Evidence& evidence, Ledger& ledger) { Stages(evidence, ledger).run(); }

}  // namespace zh::check
