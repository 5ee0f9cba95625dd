-- The lower number first.
local function account(no, name)
  return { no = no, money = 100,
    lock = lock(name) }
end

x = account(1, "X")
y = account(2, "Y")

function move(from, to, n)
  local first, second = from, to
  if to.no < from.no then
    first, second = to, from
  end
  local _ <close> = first.lock:hold()
  sleep(0) -- counting money
  local _ <close> = second.lock:hold()
  from.money = from.money - n
  to.money = to.money + n
end

local function look(at)
  local _ <close> = at.lock:hold()
  sleep(5) -- a long look
end

local c = spawn("C", look, y)
local a = spawn("A", move, x, y, 10)
local b = spawn("B", move, y, x, 20)
gather { a, b, c }
sleep(20) -- time for yours
print(x.money, y.money)
