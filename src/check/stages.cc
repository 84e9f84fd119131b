// Stages of one business, and shares of one whole.
//
//   B231 bound   审查逮捕1286件，批准1094件; 不合格83批次，已立案76件，办结71件; 培训38624人次，取得证书27916人次: what went on
//   to the next stage is not more than what reached the one before B233 bound   占45.0%；占27.7%；占14.5%: shares told one
//   after another do not exceed 100 % together
//
// Why: the words name the stage that a number has reached. When contradictory: never; what came over from before may be settled
// too, and shares of answers may overlap. When silent: a relation ties the two already; other measure words.
#include <algorithm>
#include <set>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Stages {
 public:
  Stages(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.verdict == Verdict::undecided || entry.result < 0) continue;
      for (const int id : entry.operands) tied_.insert(std::minmax(entry.result, id));
      const std::string_view kind = entry.kind;
      if (entry.operands.size() == 2 && kind == "ratio") tied_.insert(std::minmax(entry.operands[0], entry.operands[1]));
      if (kind == "complement") {
        whole_.insert(entry.result);
        whole_.insert(entry.operands.begin(), entry.operands.end());
      }
    }
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (std::size_t i = 1; i < all.size(); ++i) follows(all, i);
      shares(all);
    }
  }

 private:
  /// The stages of a few kinds of business, first to last; a number reached the last one whose words stand before it.
  static int stage(View words, std::size_t business) {
    static const std::vector<std::vector<std::vector<View>>> kStages = {
        // cases
        {{U"收到", U"接到", U"接收", U"收件", U"收案", U"新收", U"受理审查", U"受理"},
         {U"立案", U"初核", U"移送", U"提起", U"批准", U"决定", U"发出", U"提出"},
         {U"办结", U"审结", U"结案", U"执结", U"答复", U"回复", U"判决", U"采纳", U"支持", U"维持"}},
        // inspections
        {{U"检查", U"排查", U"抽查", U"巡查"},
         {U"不合格", U"发现", U"查出", U"检出", U"隐患", U"问题"},
         {U"立案", U"责令", U"已整改", U"整改", U"查处", U"复查"},
         {U"办结", U"结案", U"复查合格", U"销号", U"整改到位", U"整改完成"}},
        // training, posts, projects
        {{U"培训", U"报名", U"实名登记", U"在岗见习", U"招收"},
         {U"取得", U"结业", U"录取", U"留用", U"就业", U"上线"},
         {U"高级工", U"一本", U"本科"}},
        {{U"签约"}, {U"开工"}, {U"竣工", U"投产"}},
        {{U"登记在册", U"注册登记", U"登记"}, {U"应参检", U"应检", U"参检"}, {U"合格", U"实检", U"年检合格"}}};
    int best = -1;
    std::size_t longest = 0;
    for (std::size_t s = 0; s < kStages[business].size(); ++s)
      for (const View word : kStages[business][s])
        if (claim::contains(words, word) && word.size() > longest) best = static_cast<int>(s), longest = word.size();
    return best;
  }
  static constexpr std::size_t kBusinesses = 5;

  static bool usable(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() && !c.averaged && c.exact.sign() > 0 &&
           !claim::is_measured(c.noun);
  }
  void follows(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    constexpr std::size_t kLongest = 14;
    if (!usable(c) || c.before.empty() || c.before.size() > kLongest) return;
    for (std::size_t j = i, tried = 0; j-- > 0 && tried < 4; ++tried) {
      const Claim& o = e_[all[j]];
      if (c.sentence - o.sentence > 1) return;
      if (!usable(o) || o.noun != c.noun || o.before.empty() || o.before.size() > kLongest + 10) continue;
      for (std::size_t b = 0; b < kBusinesses; ++b) {
        const int from = stage(o.before, b), to = stage(c.before, b);
        if (from < 0 || to <= from) continue;
        if (o.value.high < c.value.low) return;
        if (tied_.count(std::minmax(o.id, c.id)) == 0)
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
  std::set<std::pair<int, int>> tied_;
  std::set<int> whole_;  ///< shares that make up a whole
};

}  // namespace

void check_stages(const Evidence& evidence, Ledger& ledger) { Stages(evidence, ledger).run(); }

}  // namespace zh::check
