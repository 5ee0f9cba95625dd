-- Money goes both ways.
local function account(no, name)
  return { no = no, money = 100,
    lock = lock(name) }
end

local x = account(1, "X")
local y = account(2, "Y")

local function move(from, to, n)
  local one = from.lock
  local two = to.lock
  local _ <close> = one:hold()
  local _ <close> = two:hold()
  sleep(0) -- counting money
  from.money = from.money - n
  to.money = to.money + n
end

gather {
  spawn("A", move, x, y, 10),
  spawn("B", move, y, x, 20),
}
print(x.money, y.money)
