-- Two tasks print three lines each.
local function count(name)
  for i = 1, 3 do
    print(name .. i)
    sleep(0)
  end
end

local a = spawn("A", count, "A")
local b = spawn("B", count, "B")
a:await()
b:await()
