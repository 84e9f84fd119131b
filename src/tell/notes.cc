#include "tell/notes.h"

#include <algorithm>

#include "base/say.h"
#include "tell/places.h"

namespace zh::tell {

std::vector<Note> notes_of(const Document& document, const Translate& translate, const std::function<int(std::size_t)>& place) {
  constexpr int kMostElsewhere = 4;
  const Places places(document.reading);
  std::vector<Note> out;
  int number = 0;
  for (std::size_t f = 0; f < document.result.findings.size(); ++f) {
    if (document.is_accepted(f)) continue;
    const check::Finding& finding = document.result.findings[f];
    ++number;
    const int home = place(finding.range.start);
    if (home < 0) continue;
    const char* weight = finding.weight == check::Weight::error     ? ZH_N("contradiction")
                         : finding.weight == check::Weight::warning ? ZH_N("warning")
                                                                    : ZH_N("note");
    const std::string head = std::to_string(number) + " · " + translate(weight) + " " + finding.rule;
    std::string text = head + "\n" + finding.message;
    if (!finding.repair.empty()) text += "\n" + finding.repair;
    out.push_back({finding.range, text + "\n" + finding.fingerprint});
    int elsewhere = 0;
    std::vector<int> noted{home, -1};
    for (const readback::Range& mark : marks_of(finding, document.result)) {
      const int there = place(mark.start);
      if (elsewhere == kMostElsewhere || std::find(noted.begin(), noted.end(), there) != noted.end()) continue;
      noted.push_back(there);
      ++elsewhere;
      out.push_back(
          {mark,
           head + "\n" + say(translate, ZH_N("belongs to the finding at {0}"), places.name(finding.range.start, translate))});
    }
  }
  return out;
}

std::string fresh_id(const formats::Relationships& links) {
  std::string id = "rIdZhiheng";
  while (links.by_id.count(id) != 0) id += "1";
  return id;
}

bool add_relationship(std::string& rels, const std::string& id, const std::string& type, const std::string& target,
                      bool strict) {
  if (rels.empty())
    rels =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
  if (const std::size_t empty = rels.rfind("/>"); rels.find("</") == std::string::npos && empty != std::string::npos) {
    const std::size_t root = rels.rfind('<', empty);  // <Relationships …/>
    rels.replace(empty, 2, "></" + rels.substr(root + 1, rels.find_first_of(" \t\r\n", root) - root - 1) + ">");
  }
  const std::string base = strict ? std::string(kStrict) + "officeDocument/relationships/"
                                  : std::string(kTransitional) + "officeDocument/2006/relationships/";
  return insert_at_end(rels, [&](const std::string& prefix) {
    return "<" + prefix + "Relationship Id=\"" + id + "\" Type=\"" + base + type + "\" Target=\"" + target + "\"/>";
  });
}

bool add_content_type(std::string& types, const std::string& part, const std::string& type) {
  return insert_at_end(types, [&](const std::string& prefix) {
    return "<" + prefix + "Override PartName=\"/" + part + "\" ContentType=\"" + type + "\"/>";
  });
}

bool insert_at_end(std::string& xml, const std::function<std::string(const std::string& prefix)>& text) {
  const std::size_t end = xml.rfind("</");
  if (end == std::string::npos) return false;
  const std::size_t stop = xml.find('>', end), colon = xml.find(':', end);
  const std::string prefix = colon < stop ? xml.substr(end + 2, colon - end - 1) : std::string();
  xml.insert(end, text(prefix));
  return true;
}

}  // namespace zh::tell
