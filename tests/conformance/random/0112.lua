-- random program 112
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  q:put(1)
  say("w1 2 put 1")
  do local _ <close> = sm:hold()
    say("w1 4 in")
    local function f6()
      say("w1.f6 7")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f6 9 woken")
      end
      return "f6"
    end
    local function f10()
      say("w1.f10 11")
      do local ok, e = pcall(function()
        say("w1.f10 got " .. q:get())
        sleep(1)
        say("w1.f10 15")
      end)
        if is(e, Cancelled) then say("w1.f10 12 cancelled swallow")
        elseif not ok then error(e, 0) end end
      return "f10"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f6", f6)
      tg:spawn("f10", f10)
    end)
      if is(e, ErrorGroup) then say("w1 5 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  q:put(16)
  say("w1 17 put 16")
  do local ok, e = pcall(function()
    do local ok, e = pcall(timeout, 2, function()
      say("w1 21")
      sleep(0)
      say("w1 23")
    end)
      if is(e, Timeout) then say("w1 19 timeout") elseif not ok then error(e, 0) end end
    if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  end)
    if is(e, Cancelled) then say("w1 18 cancelled uncancel")
      say("w1 18 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 0, function()
    say("w1 27")
    sleep(1)
    say("w1 29")
    say("w1 count " .. current():cancelling())
  end)
    if is(e, Timeout) then say("w1 25 timeout") elseif not ok then error(e, 0) end end
  say("w1 31 end")
end
local function w2()
  say("w2 33")
  say("w2 count " .. current():cancelling())
  do local ok, e = pcall(timeout, 5, function()
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 36 ok") elseif type(e) == "string" then say("w2 36 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 35 timeout") elseif not ok then error(e, 0) end end
  ev:wait()
  say("w2 38 ev")
  local function f40()
    say("w2.f40 41")
    sleep(1)
    say("w2.f40 43")
    say("w2.f40 size " .. q:size())
    current():cancel()
    return "f40"
  end
  local function f46()
    say("w2.f46 47")
    q:put(48)
    say("w2.f46 49 put 48")
    do local ok, e = pcall(timeout, 2, function()
      if T.w2 then say("w2.f46 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, Timeout) then say("w2.f46 50 timeout") elseif not ok then error(e, 0) end end
    sleep(2)
    say("w2.f46 53")
    return "f46"
  end
  local function f54()
    say("w2.f54 55")
    sleep(0)
    say("w2.f54 57")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    sleep(3)
    say("w2.f54 60")
    error("E61", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f40", f40)
    tg:spawn("f46", f46)
    tg:spawn("f54", f54)
  end)
    if is(e, ErrorGroup) then say("w2 39 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 62 end")
end
local function w3()
  current():cancel()
  local function f65()
    say("w3.f65 66")
    say("w3.f65 68")
    do local _ <close> = lk:hold()
      say("w3.f65 70 in")
      ev:clear()
      if not q:full() then q:put_nowait(72) end
    end
    if T.w3 then say("w3.f65 cancels w3 " .. yn(T.w3:cancel())) end
    return "f65"
  end
  local function f74()
    say("w3.f74 75")
    ev:wait()
    say("w3.f74 77 ev")
    return "f74"
  end
  local function f78()
    say("w3.f78 79")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f78 80 ok") elseif type(e) == "string" then say("w3.f78 80 err " .. kind(e)) else error(e, 0) end end
    return "f78"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f65", f65)
    tg:spawn("f74", f74)
    tg:spawn("f78", f78)
  end)
    if is(e, ErrorGroup) then say("w3 64 " .. kind(e)) elseif not ok then error(e, 0) end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 82 end")
end
local function w4()
  ev:clear()
  do local _ <close> = lk:hold()
    say("w4 85 in")
    say("w4 barrier " .. br:wait())
    local function f88()
      say("w4.f88 89")
      if not q:empty() then say("w4.f88 took " .. q:get_nowait()) end
      return "f88"
    end
    do local ok, e = pcall(function() say("w4 87 " .. wait_for(2, spawn("f88", f88))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 87 err " .. kind(e)) else error(e, 0) end end end
  end
  say("w4 91 end")
end
local function w5()
  sleep(2)
  say("w5 93")
  local function f95()
    say("w5.f95 96")
    sleep(5)
    say("w5.f95 98")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f95"
  end
  local function f100()
    say("w5.f100 101")
    do local ok, e = pcall(function() T.w4:await() end)
      if ok then say("w5.f100 102 ok") elseif type(e) == "string" then say("w5.f100 102 err " .. kind(e)) else error(e, 0) end end
    return "f100"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f95", f95)
    tg:spawn("f100", f100)
  end)
    if is(e, ErrorGroup) then say("w5 94 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:clear()
  say("w5 104 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w2 ' .. yn(T.w2:cancel()))
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
