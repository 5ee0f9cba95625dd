-- One phone, one way out too many.
local phone = semaphore(1, "phone")

local function number_of(name)
  if name ~= "bob" then
    return 100 + #name
  end
end

local function call(name)
  phone:acquire()
  print(name .. " has the phone")
  local number = number_of(name)
  if not number then
    print(name .. " has no number")
    return
  end
  sleep(10)
  print(name .. " called " .. number)
  phone:release()
end

ann = spawn("ann", call, "ann")
bob = spawn("bob", call, "bob")
cleo = spawn("cleo", call, "cleo")
local all = { ann, bob, cleo }
for _, t in ipairs(all) do
  pcall(t.await, t)
end
