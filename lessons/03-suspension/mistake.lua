-- The same loops with another wait.
local function load()
  sleep(10)
  return "dark"
end

local colour = spawn("colour", load)
colour:await()

local function count(name)
  for i = 1, 3 do
    print(name .. i)
    colour:await()
  end
end

local a = spawn("A", count, "A")
local b = spawn("B", count, "B")
a:await()
b:await()
