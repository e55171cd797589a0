#pragma once

#include <iostream>

#include "Seats.h"
#include "requests.h"

/** TRADE or QUOTE: a port, whose connections are sessions of one account. */
class Line : public FIX::Application {
public:
  Line(const std::string& qualifier, Venue& account, Requests& handlers)
      : name(qualifier), requests(handlers), seats(qualifier, account) {}

  const std::string name;

  void take(Connection& connection, const std::string& text) {
    std::cout << "received " << name << " " << text << "\n" << std::flush;
    if (!isHeard(text)) return;
    Seat* seat = seats.of(connection);
    if (!seat && FIX::identifyType(text) == "A") seat = &seats.take(connection, text, *this);
    if (!seat) return;
    try {
      seat->session->next(text, FIX::UtcTimeStamp());
    } catch (FIX::InvalidMessage&) {
      // A wrong BodyLength or CheckSum is not answered.
    }
  }

  void leave(Connection& connection) {
    Seat* seat = seats.of(connection);
    if (!seat) return;
    seat->session->disconnect();
    seat->session->logon();
    seat->connection = nullptr;
    seat->quotes.clear();
  }

  void tick() { seats.tick(); }

  /** Subscribed prices. */
  void move(const Instrument& market) {
    for (Seat* seat : seats.loggedOn()) send(*seat, seat->quotes.move(market));
  }

  /** To all connections. */
  void publish(const Reports& reports) {
    for (Seat* seat : seats.loggedOn()) send(*seat, reports);
  }

  void setFault(const std::string& type, const std::string& kind) {
    if (kind.empty()) faults.erase(type);
    else faults[type] = kind;
  }

  void release() {
    publish(held);
    held.clear();
  }

  /** A session that is logged on. */
  FIX::Session* current() {
    const std::vector<Seat*> found = seats.loggedOn();
    return found.empty() ? nullptr : found.front()->session.get();
  }

  void fromApp(const FIX::Message& message, const FIX::SessionID& id)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) override {
    Seat& seat = seats.of(id);
    const std::string fault = takeFault(typeOf(message));
    if (fault == "cutBefore") return seat.connection->cut();
    if (fault == "hang") return seat.connection->hang();
    if (fault == "refuse") return carryOut(seat, fault, requests.refuse(message));
    carryOut(seat, fault, name == "TRADE" ? requests.answer(message) : seat.quotes.answer(message));
  }

  void fromAdmin(const FIX::Message& message, const FIX::SessionID& id)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) override {
    const std::string type = typeOf(message), fault = takeFault(type);
    Seat& seat = seats.of(id);
    if (fault == "cutBefore" || fault == "cutAfter") return seat.connection->cut();
    if (fault == "hang" || fault == "lose") return seat.connection->hang();
    if (type != "A") return;
    const std::string why = fault == "refuse" ? "InternalError: RET_NOT_ALLOWED" : refusalOf(message, name);
    if (!why.empty()) throw FIX::RejectLogon(why);
  }

  void toAdmin(FIX::Message& message, const FIX::SessionID& id) override {
    address(message, id);
    // What QuickFIX puts in front of the reason of a RejectLogon.
    const std::string text = fieldOf(message, FIX::FIELD::Text), added = FIX::RejectLogon().what() + std::string(": ");
    if (text.rfind(added, 0) == 0) message.setField(FIX::FIELD::Text, text.substr(added.size()));
  }
  void toApp(FIX::Message& message, const FIX::SessionID& id) throw(FIX::DoNotSend) override { address(message, id); }
  void onCreate(const FIX::SessionID&) override {}
  void onLogon(const FIX::SessionID&) override {}
  void onLogout(const FIX::SessionID&) override {}

private:
  void carryOut(Seat& seat, const std::string& fault, const Reports& reports) {
    report(seat, fault, reports);
    // What orders do is told on all connections of the account.
    for (Seat* other : seats.loggedOn())
      for (const Report& report : reports)
        if (other != &seat && report.everywhere) send(*other, {report});
  }

  void report(Seat& seat, const std::string& fault, const Reports& reports) {
    Connection& connection = *seat.connection;
    if (fault == "lose") return;
    if (fault == "late") return held.insert(held.end(), reports.begin(), reports.end()), void();
    if (fault == "cutAfter") return connection.cut();
    if (fault == "garbage") return connection.write("HTTP/1.1 400 Bad Request\r\n\r\n"), void();
    if (fault == "logout") return seat.session->logout("the session is closed for maintenance"), seat.session->next();
    if (fault == "wrongChecksum") connection.spoil();
    if (fault == "gap") connection.withhold();
    for (const Report& report : reports)
      for (int times = fault == "duplicate" ? 2 : 1; times > 0; --times) send(seat, {report});
    // What comes next shows that something is missing.
    if (fault == "gap" && reports.size() == 1) send(seat, only(makeMessage("0", {})));
  }

  void send(Seat& seat, const Reports& reports) {
    for (const Report& report : reports) {
      FIX::Message message = report.message;
      seat.session->send(message);
    }
  }

  std::string takeFault(const std::string& type) {
    const auto known = faults.find(type);
    if (known == faults.end()) return "";
    const std::string kind = known->second;
    faults.erase(known);
    return kind;
  }

  void address(FIX::Message& message, const FIX::SessionID& id) {
    message.getHeader().setField(FIX::FIELD::SenderSubID, name);
    const std::string& sub = seats.of(id).sub;
    if (!sub.empty()) message.getHeader().setField(FIX::FIELD::TargetSubID, sub);
  }

  Requests& requests;
  Seats seats;
  std::map<std::string, std::string> faults;
  Reports held;
};
