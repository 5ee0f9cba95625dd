-- Money goes both ways.
local function account(no, name)
  return { no = no, money = 100,
    lock = lock(name) }
end

local x = account(1, "X")
local y = account(2, "Y")

local function move(from, to, n)
  local _ <close> = from.lock:hold()
  local _ <close> = to.lock:hold()
  sleep(0) -- counting money
  from.money = from.money - n
  to.money = to.money + n
end

local a = spawn("A", move, x, y, 10)
local b = spawn("B", move, y, x, 20)
gather { a, b }
print(x.money, y.money)
