#pragma once

#include <quickfix/DataDictionaryProvider.h>
#include <sstream>

/** The fields of a message, a `!` behind those that it must have; a group as `268(269,270,271)`, its first field leading. */
struct MessageRow {
  const char* type;
  const char* fields;
};

/** What the session layer of FIX 4.4 and cTrader's rules of engagement have. */
static const MessageRow MESSAGES[] = {
    {"0", "112"},
    {"1", "112!"},
    {"2", "7! 16!"},
    {"3", "45! 371 372 373 58"},
    {"4", "36! 123"},
    {"5", "58"},
    {"A", "98! 108! 141 553! 554!"},
    {"j", "45 372! 379 380! 58"},
    {"x", "320! 559! 55"},
    {"y", "320! 322! 560! 146(55,1007,1008)"},
    {"V", "262! 263! 264! 265 267(269)! 146(55)!"},
    {"W", "262 55! 268(269,270,271,278,299)!"},
    {"X", "262 268(279,269,278,299,55,270,271)!"},
    {"Y", "262! 281 58"},
    {"D", "11! 55! 54! 60! 38! 40! 44 99 126 721 494 59"},
    {"F", "41! 11! 37"},
    {"G", "41! 11! 37 38! 44 99 126"},
    {"H", "11! 54"},
    {"AF", "584! 585! 225"},
    {"AN", "710! 721"},
    {"8", "37! 11 41 150! 39! 55! 54! 38 14 151 32 6 40 44 99 59 126 60 721 584 911 494 58 103"},
    {"9", "37 11! 41! 39! 434! 58"},
    {"AP", "710! 721 727! 728! 55 702(704,705) 730"},
};

/** The header that a client sends, and what a message that comes again has besides. */
static const int HEADER[] = {8, 9, 35, 49, 56, 57, 50, 34, 52, 43, 122};

static const std::pair<FIX::TYPE::Type, std::vector<int>> TYPES[] = {
    {FIX::TYPE::Price, {44, 99}},
    {FIX::TYPE::Qty, {38}},
    {FIX::TYPE::Int, {55, 108, 264, 559, 585}},
    {FIX::TYPE::UtcTimeStamp, {52, 60, 126, 225}},
};

static const std::pair<int, std::vector<std::string>> VALUES[] = {
    {40, {"1", "2", "3"}},
    {54, {"1", "2"}},
    {141, {"Y", "N"}},
};

inline FIX::DataDictionary readDictionary() {
  FIX::DataDictionary dictionary;
  dictionary.setVersion("FIX.4.4");
  for (const int tag : HEADER) dictionary.addHeaderField(tag, tag != 43 && tag != 122), dictionary.addField(tag);
  dictionary.addTrailerField(10, true);
  dictionary.addField(10);
  for (const MessageRow& row : MESSAGES) {
    dictionary.addMsgType(row.type);
    std::istringstream words(row.fields);
    for (std::string word; words >> word;) {
      const int tag = std::stoi(word);
      dictionary.addField(tag);
      dictionary.addMsgField(row.type, tag);
      if (word.back() == '!') dictionary.addRequiredField(row.type, tag);
      const size_t members = word.find('(');
      if (members == std::string::npos) continue;
      FIX::DataDictionary entry;
      std::istringstream list(word.substr(members + 1));
      for (std::string member; std::getline(list, member, ',');) {
        entry.addField(std::stoi(member));
        dictionary.addField(std::stoi(member));
      }
      dictionary.addGroup(row.type, tag, std::stoi(word.substr(members + 1)), entry);
    }
  }
  for (const auto& type : TYPES)
    for (const int tag : type.second) dictionary.addFieldType(tag, type.first);
  for (const auto& values : VALUES)
    for (const std::string& value : values.second) dictionary.addFieldValue(values.first, value);
  return dictionary;
}

inline FIX::DataDictionaryProvider provideDictionary() {
  FIX::DataDictionaryProvider provider;
  const ptr::shared_ptr<FIX::DataDictionary> dictionary(new FIX::DataDictionary(readDictionary()));
  provider.addTransportDataDictionary(FIX::BeginString("FIX.4.4"), dictionary);
  return provider;
}
