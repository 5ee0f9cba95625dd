/* SPDX-License-Identifier: MIT-0 */
/* A shop sends its mails beside its work, two at a time. */
#include <stdio.h>

#include "bt_background.h"

static struct order {
  const char *name;
  uint64_t mail_takes_ms;
} orders[] = {{"Anna", 120}, {"Bert", 60}, {"Cleo", 900}};

static int send_mail(void *arg) {
  struct order *order = arg;
  int rc = bt_sleep(order->mail_takes_ms);

  if (rc == UV_ECANCELED)
    printf("the mail to %s stays in the outbox\n", order->name);
  if (rc < 0)
    return rc;
  if (order == &orders[1])
    return bt_fail(UV_ENOSPC, "%s's mailbox is full", order->name);
  printf("%s has a mail\n", order->name);
  return 0;
}

/* Nobody awaits them, so their errors must go somewhere. */
static void note_error(void *unused, struct bt_task *task) {
  (void)unused;
  printf("%s: %s\n", bt_name(task), bt_message(task));
}

static int take_orders(struct bt_background *mails) {
  for (int i = 0; i < 3; i++) {
    int rc;

    printf("%s has ordered\n", orders[i].name);
    rc = bt_background_spawn(mails, send_mail, &orders[i]);
    if (rc < 0)
      return rc;
  }
  return 0;
}

static int demo(void *unused) {
  struct bt_background mails;
  int rc, closed;

  (void)unused;
  bt_background_init(&mails, 2);
  mails.on_error = note_error;
  rc = take_orders(&mails);
  printf("the shop closes\n");
  closed = bt_background_close(&mails, 150); /* on every way out */
  return rc < 0 ? rc : closed;
}

int main(void) { return bt_run(demo, NULL); }
