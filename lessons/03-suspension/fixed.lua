-- Two lines, then a turn for others.
local function load()
  sleep(10)
  return "dark"
end

local colour = spawn("colour", load)
colour:await()

local function count(name)
  for i = 1, 6 do
    print(name .. i)
    colour:await()
    if i % 2 == 0 then
      sleep(0)
    end
  end
end

local a = spawn("A", count, "A")
local b = spawn("B", count, "B")
a:await()
b:await()
