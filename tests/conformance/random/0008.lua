-- random program 8
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(0)
  say("w1 2")
  ev:clear()
  if T.w5 then say("w1 cancels w5 " .. yn(T.w5:cancel())) end
  say("w1 5 end")
end
local function w2()
  do local ok, e = pcall(timeout, 0, function()
    local function f8()
      say("w2.f8 9")
      local function f11()
        say("w2.f8.f11 12")
        if not q:full() then q:put_nowait(13) end
        error("E14", 0)
      end
      local function f15()
        say("w2.f8.f15 16")
        say("w2.f8.f15 18")
        return "f15"
      end
      local function f19()
        say("w2.f8.f19 20")
        if not q:empty() then say("w2.f8.f19 took " .. q:get_nowait()) end
        if T.w4 then say("w2.f8.f19 cancels w4 " .. yn(T.w4:cancel())) end
        sleep(1)
        say("w2.f8.f19 24")
        error("E25", 0)
      end
      do local ok, e = pcall(function() say("w2.f8 10 got " .. table.concat({ gather { spawn("f11", f11), spawn("f15", f15), spawn("f19", f19) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f8 10 err " .. kind(e)) else error(e, 0) end end end
      sleep(2)
      say("w2.f8 27")
      return "f8"
    end
    local function f28()
      say("w2.f28 29")
      sleep(0)
      say("w2.f28 31")
      do local _ <close> = lk:hold()
        say("w2.f28 33 in")
        sleep(3)
        say("w2.f28 35")
      end
      return "f28"
    end
    do local ok, e = pcall(function() say("w2 7 got " .. table.concat({ gather { spawn("f8", f8), spawn("f28", f28) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 7 err " .. kind(e)) else error(e, 0) end end end
    local function f37()
      say("w2.f37 38")
      ev:wait()
      say("w2.f37 40 ev")
      say("w2.f37 barrier " .. br:wait())
      sleep(5)
      say("w2.f37 43")
      return "f37"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f37", f37)
      ev:wait()
      say("w2 45 ev")
    end)
      if is(e, ErrorGroup) then say("w2 36 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 6 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 46 ok") elseif type(e) == "string" then say("w2 46 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 47 ok") elseif type(e) == "string" then say("w2 47 err " .. kind(e)) else error(e, 0) end end
  say("w2 48 end")
end
local function w3()
  local function f50()
    say("w3.f50 51")
    do local ok, e = pcall(timeout, 1, function()
      say("w3.f50 barrier " .. br:wait())
    end)
      if is(e, Timeout) then say("w3.f50 52 timeout") elseif not ok then error(e, 0) end end
    sleep(5)
    say("w3.f50 55")
    return "f50"
  end
  do local ok, e = pcall(function() say("w3 49 " .. wait_for(2, spawn("f50", f50))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 49 err " .. kind(e)) else error(e, 0) end end end
  if T.w5 then say("w3 cancels w5 " .. yn(T.w5:cancel())) end
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:wait()
  say("w3 59 ev")
  say("w3 60 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 62 in")
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w4 63 ok") elseif type(e) == "string" then say("w4 63 err " .. kind(e)) else error(e, 0) end end
    sleep(5)
    say("w4 65")
    local function f67()
      say("w4.f67 68")
      ev:set()
      say("w4.f67 71")
      return "f67"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f67", f67)
      if not q:empty() then say("w4 took " .. q:get_nowait()) end
    end)
      if is(e, ErrorGroup) then say("w4 66 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  ev:clear()
  if not q:full() then q:put_nowait(74) end
  say("w4 75 end")
end
local function w5()
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(timeout, 0, function()
      say("w5 79")
    end)
      if is(e, Timeout) then say("w5 77 timeout") elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(80) end
    sleep(1)
    say("w5 82")
  end)
    if is(e, Timeout) then say("w5 76 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w5 84")
  if not q:full() then q:put_nowait(85) end
  q:put(86)
  say("w5 87 put 86")
  say("w5 88 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
ev:set()
sleep(5)
say('main ends')
