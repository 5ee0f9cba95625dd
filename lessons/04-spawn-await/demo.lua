-- Two tasks, and what they return.
local function square(n)
  print("square of " .. n)
  sleep(10)
  return n * n
end

local a = spawn("A", square, 3)
local b = spawn("B", square, 4)
print("main goes on")
print("A returned " .. a:await())
print("B returned " .. b:await())
