#pragma once

#include <cerrno>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <quickfix/Parser.h>
#include <quickfix/Responder.h>
#include <sys/socket.h>
#include <unistd.h>

/** A client's socket: what QuickFIX sends goes out here, with the faults that belong to bytes. */
class Connection : public FIX::Responder {
public:
  explicit Connection(int descriptor) : socket(descriptor) {
    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  }
  ~Connection() override { close(socket); }

  /** QuickFIX has kept the message under its number by now: one that is withheld is sent again when it is asked for. */
  bool send(const std::string& message) override {
    if (withheld) return withheld = false, true;
    if (!spoiled) return write(message);
    spoiled = false;
    std::string wrong = message;
    char& digit = wrong[wrong.size() - 2];
    digit = digit == '0' ? '1' : '0';
    return write(wrong);
  }

  bool write(const std::string& bytes) {
    if (hung || !open || leaving) return false;
    pending += bytes;
    flush();
    return open;
  }

  /** Closes it once everything is out. */
  void disconnect() override {
    leaving = true;
    if (pending.empty()) open = false;
  }

  void cut() { open = false; }
  void hang() { hung = true; }
  void withhold() { withheld = true; }
  void spoil() { spoiled = true; }

  bool isOpen() const { return open; }
  /** Whether what has been received is still to be looked at. */
  bool listens() const { return open && !hung && !leaving; }

  pollfd interest() const {
    short events = hung ? 0 : POLLIN;
    if (!pending.empty()) events |= POLLOUT;
#ifdef POLLRDHUP
    if (hung) events |= POLLRDHUP;
#endif
    return {socket, events, 0};
  }

  /** What poll() told. */
  void serve(short events) {
    if (events & POLLOUT) flush();
    if (events & POLLIN) receive();
    else if (events & ~(POLLIN | POLLOUT)) open = false;
  }

  bool next(std::string& message) {
    try {
      return listens() && parser.readFixMessage(message);
    } catch (FIX::MessageParseError&) {
      return false;
    }
  }

private:
  void receive() {
    char bytes[65536];
    const ssize_t count = recv(socket, bytes, sizeof bytes, 0);
    if (count > 0) parser.addToStream(bytes, count);
    else if (count == 0 || (errno != EAGAIN && errno != EINTR)) open = false;
  }

  void flush() {
    while (open && !pending.empty()) {
      const ssize_t count = ::send(socket, pending.data(), pending.size(), 0);
      if (count > 0) pending.erase(0, count);
      else if (errno == EAGAIN) return;
      else if (errno != EINTR) open = false;
    }
    if (leaving && pending.empty()) open = false;
  }

  int socket;
  FIX::Parser parser;
  std::string pending;
  bool open = true, leaving = false, hung = false, spoiled = false, withheld = false;
};
