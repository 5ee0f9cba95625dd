-- random program 160
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
  local function f2()
    say("w1.f2 3")
    if not q:empty() then say("w1.f2 took " .. q:get_nowait()) end
    do local ok, e = pcall(timeout, 3, function()
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end)
      if is(e, Timeout) then say("w1.f2 5 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = lk:hold()
      say("w1.f2 8 in")
      if T.w1 then say("w1.f2 cancels w1 " .. yn(T.w1:cancel())) end
    end
    return "f2"
  end
  local function f10()
    say("w1.f10 11")
    do local _ <close> = sm:hold()
      say("w1.f10 13 in")
      say("w1.f10 15")
      say("w1.f10 17")
    end
    if T.w2 then say("w1.f10 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w1.f10 20")
    return "f10"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f10", f10)
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 22")
  say("w1 got " .. q:get())
  do local ok, e = pcall(function()
    sleep(1)
    say("w1 26")
    ev:wait()
    say("w1 28 ev")
    sleep(2)
    say("w1 30")
  end)
    if is(e, Cancelled) then say("w1 24 cancelled err")
      error("X24", 0)
    elseif not ok then error(e, 0) end end
  say("w1 31 end")
end
local function w2()
  if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local ok, e = pcall(timeout, 1, function()
    say("w2 35")
    local function f37()
      say("w2.f37 38")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f37 39 ok") elseif type(e) == "string" then say("w2.f37 39 err " .. kind(e)) else error(e, 0) end end
      return "f37"
    end
    local function f40()
      say("w2.f40 41")
      if T.w5 then say("w2.f40 cancels w5 " .. yn(T.w5:cancel())) end
      if not q:full() then q:put_nowait(43) end
      sleep(5)
      say("w2.f40 45")
      return "f40"
    end
    local function f46()
      say("w2.f46 47")
      sleep(0)
      say("w2.f46 49")
      if not q:full() then q:put_nowait(50) end
      say("w2.f46 52")
      return "f46"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f37", f37)
      tg:spawn("f40", f40)
      tg:spawn("f46", f46)
      sleep(0)
      say("w2 54")
      say("w2 56")
    end)
      if is(e, ErrorGroup) then say("w2 36 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 33 timeout") elseif not ok then error(e, 0) end end
  current():cancel()
  sleep(1)
  say("w2 59")
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 61 end")
end
local function w3()
  say("w3 63")
  sleep(3)
  say("w3 65")
  say("w3 66 end")
end
local function w4()
  local function f68()
    say("w4.f68 69")
    local function f71()
      say("w4.f68.f71 72")
      say("w4.f68.f71 got " .. q:get())
      return "f71"
    end
    for _, x in ipairs(gather({ spawn("f71", f71) }, { return_errors = true })) do
      say("w4.f68 70 " .. (x.ok and x.value or kind(x.error)))
    end
    error("E74", 0)
  end
  do local ok, e = pcall(function() say("w4 67 " .. wait_for(1, spawn("f68", f68))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 67 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(function() shield(T.w3) end)
    if ok then say("w4 75 ok") elseif type(e) == "string" then say("w4 75 err " .. kind(e)) else error(e, 0) end end
  say("w4 76 end")
end
local function w5()
  if T.w5 then say("w5 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local ok, e = pcall(timeout, 2, function()
    do local ok, e = pcall(timeout, 2, function()
      ev:wait()
      say("w5 81 ev")
      ev:wait()
      say("w5 83 ev")
    end)
      if is(e, Timeout) then say("w5 79 timeout") elseif not ok then error(e, 0) end end
    if T.w1 then say("w5 cancels w1 " .. yn(T.w1:cancel())) end
    ev:wait()
    say("w5 86 ev")
  end)
    if is(e, Timeout) then say("w5 78 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w5 88 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
ev:set()
if not q:empty() then q:get_nowait() end
say('main cancels w4 ' .. yn(T.w4:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
