-- The lower number first.
local function account(no, name)
  return { no = no, money = 100,
    lock = lock(name) }
end

x = account(1, "X")
y = account(2, "Y")

function move(from, to, n)
  local one = from.lock
  local two = to.lock
  if to.no < from.no then
    one, two = two, one
  end
  local _ <close> = one:hold()
  sleep(0) -- counting money
  local _ <close> = two:hold()
  from.money = from.money - n
  to.money = to.money + n
end

local function look(l)
  local _ <close> = l:hold()
  sleep(5) -- a long look
end

gather {
  spawn("C", look, y.lock),
  spawn("A", move, x, y, 10),
  spawn("B", move, y, x, 20),
}
sleep(20) -- time for yours
print(x.money, y.money)
