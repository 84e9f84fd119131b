// A text of words as reports use them: claims, rules, every form of telling.
#ifdef ZH_FUZZ_MUTATOR
#include "words_mutator.h"
#endif
#include <sstream>

#include "check/check.h"
#include "readback/text.h"
#include "target.h"
#include "tell/tell.h"

#ifdef ZH_FUZZ_MUTATOR
const std::vector<std::string_view> zh::fuzz::words = {
    "其中", "合计", "共",   "分别为", "占",   "增长",  "下降", "比上年", "同期的", "增加",  "减少",  "个百分点",
    "%",    "‰",    "万",   "亿",     "元",   "件",    "家",   "批次",   "合格率", "，",    "。",    "；",
    "、",   "（",   "）",   "\n",     "\t",   "|",     "一、", "（一）", "第一章", "图1-1", "表1-2", "前",
    "位",   "类",   "依次", "最高",   "倍",   "由",    "到",   "2023年", "482",    "472",   "20",    "3612",
    "13.4", "100",  "0",    "1",      "-5.9", "1,234", "０",   "三"};
#endif

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  zh::Diagnostics faults;
  const auto reading = zh::readback::read_text("a.txt", std::string(as_text(data, size)), faults);
  for (const auto& fault : faults.list()) ZH_HOLDS(!zh::describe(fault).empty());
  ZH_HOLDS(reading.has_value() != faults.has_errors());
  if (!reading || reading->text.size() > 20000) return 0;
  zh::check::Result result = zh::check::check(*reading);
  zh::tell::set_fingerprints(*reading, result);
  std::size_t last = 0;
  for (const auto& number : result.numbers) {
    ZH_HOLDS(number.range.start >= last && number.range.start < number.range.end && number.range.end <= reading->text.size());
    last = number.range.start;
  }
  const int count = static_cast<int>(result.numbers.size());
  for (const auto& relation : result.relations) {
    for (const int id : relation.operands) ZH_HOLDS(id >= 0 && id < count);
    if (relation.result) ZH_HOLDS(*relation.result >= 0 && *relation.result < count);
    ZH_PLANT(relation.verdict == zh::check::Verdict::consistent && relation.kind == std::string("sum"));
  }
  for (const auto& finding : result.findings) {
    ZH_HOLDS(finding.range.start <= finding.range.end && finding.range.end <= reading->text.size());
    ZH_HOLDS(finding.fingerprint.size() == 16);
  }
  const zh::tell::Document document{*reading, result, {}};
  const zh::Translate same = [](const char* text) { return std::string(text); };
  std::ostringstream out;
  zh::tell::write_text(document, {true, true}, same, out);
  zh::tell::write_json(document, out);
  ZH_HOLDS(zh::tell::write_html(document, same, false).find("</html>") != std::string::npos);
  ZH_HOLDS(!zh::tell::write_sarif({&document}, "0", same, true).empty());
  return 0;
}
