-- A flag and a bell, too early.
flag = event("flag")
bell = condition("bell")

local function ring()
  local _ <close> = bell:hold()
  bell:notify_all()
end

local function look()
  flag:wait()
  print(now(), "A goes on")
end

local function listen()
  local _ <close> = bell:hold()
  bell:wait()
  print(now(), "B goes on")
end

flag:set()
ring()
local a = spawn("A", look)
local b = spawn("B", listen)
sleep(50)
ring()
gather { a, b }
