-- Two locked halves.
local balance = 100
local account = lock("account")

local function read()
  local _ <close> = account:hold()
  return balance
end

local function write(value)
  local _ <close> = account:hold()
  balance = value
end

local function pay(amount)
  local before = read()
  sleep(0) -- counting money
  write(before + amount)
end

local a = spawn("A", pay, 10)
local b = spawn("B", pay, 20)
gather { a, b }
print("balance", balance)
