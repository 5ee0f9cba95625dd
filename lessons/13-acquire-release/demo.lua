-- One phone, three callers.
local phone = semaphore(1, "phone")

local function number_of(name)
  if name == "bob" then
    error("no number", 0)
  end
  return 100 + #name
end

local function call(name)
  local _ <close> = phone:hold()
  print(name .. " has the phone")
  local number = number_of(name)
  sleep(10)
  print(name .. " called " .. number)
end

ann = spawn("ann", call, "ann")
bob = spawn("bob", call, "bob")
cleo = spawn("cleo", call, "cleo")
local all = { ann, bob, cleo }
for _, t in ipairs(all) do
  local ok, e = pcall(t.await, t)
  if not ok then
    print(t:name(), e)
  end
end
