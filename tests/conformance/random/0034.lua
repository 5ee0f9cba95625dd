-- random program 34
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
  say("w1 2")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 4 woken")
  end
  do local _ <close> = sm:hold()
    say("w1 6 in")
    do local ok, e = pcall(timeout, 1, function()
      sleep(5)
      say("w1 9")
      ev:wait()
      say("w1 11 ev")
    end)
      if is(e, Timeout) then say("w1 7 timeout") elseif not ok then error(e, 0) end end
  end
  say("w1 12 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 size " .. q:size())
  say("w2 15 end")
end
local function w3()
  ev:wait()
  say("w3 17 ev")
  local function f19()
    say("w3.f19 20")
    do local _ <close> = sm:hold()
      say("w3.f19 22 in")
      local function f24()
        say("w3.f19.f24 25")
        say("w3.f19.f24 27")
        if not q:full() then q:put_nowait(28) end
        sleep(1)
        say("w3.f19.f24 30")
        return "f24"
      end
      do local ok, e = pcall(function() say("w3.f19 23 " .. wait_for(2, spawn("f24", f24))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f19 23 err " .. kind(e)) else error(e, 0) end end end
      if not q:empty() then say("w3.f19 took " .. q:get_nowait()) end
    end
    error("E32", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f19", f19)
    ev:clear()
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w3 34 ok") elseif type(e) == "string" then say("w3 34 err " .. kind(e)) else error(e, 0) end end
    local function f36()
      say("w3.f36 37")
      if T.w1 then say("w3.f36 cancels w1 " .. yn(T.w1:cancel())) end
      return "f36"
    end
    local function f39()
      say("w3.f39 40")
      sleep(3)
      say("w3.f39 42")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      ev:set()
      return "f39"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f36", f36)
      tg:spawn("f39", f39)
    end)
      if is(e, ErrorGroup) then say("w3 35 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, ErrorGroup) then say("w3 18 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w3 45 end")
end
local function w4()
  say("w4 got " .. q:get())
  do local ok, e = pcall(timeout, 2, function()
    sleep(5)
    say("w4 49")
    do local _ <close> = defer(function()
      sleep(3)
      say("w4 50 finally")
    end)
      ev:clear()
      do local ok, e = pcall(function()
        ev:set()
      end)
        if is(e, Cancelled) then say("w4 52 cancelled cleanup")
          sleep(1)
          say("w4 52 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end
  end)
    if is(e, Timeout) then say("w4 47 timeout") elseif not ok then error(e, 0) end end
  ev:wait()
  say("w4 55 ev")
  say("w4 56 end")
end
local function w5()
  sleep(1)
  say("w5 58")
  local function f60()
    say("w5.f60 61")
    local function f63()
      say("w5.f60.f63 64")
      if T.w4 then say("w5.f60.f63 cancels w4 " .. yn(T.w4:cancel())) end
      ev:wait()
      say("w5.f60.f63 67 ev")
      return "f63"
    end
    local function f68()
      say("w5.f60.f68 69")
      say("w5.f60.f68 got " .. q:get())
      if T.w4 then say("w5.f60.f68 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      sleep(0)
      say("w5.f60.f68 73")
      return "f68"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f63", f63)
      tg:spawn("f68", f68)
      sleep(1)
      say("w5.f60 75")
      if not q:empty() then say("w5.f60 took " .. q:get_nowait()) end
    end)
      if is(e, ErrorGroup) then say("w5.f60 62 " .. kind(e)) elseif not ok then error(e, 0) end end
    q:put(77)
    say("w5.f60 78 put 77")
    if T.w3 then say("w5.f60 cancels w3 " .. yn(T.w3:cancel())) end
    return "f60"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f60", f60)
    if T.w3 then say("w5 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w5 count " .. current():cancelling())
    say("w5 83")
  end)
    if is(e, ErrorGroup) then say("w5 59 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(1)
  say("w5 85")
  sleep(5)
  say("w5 87")
  say("w5 88 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(5)
ev:set()
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
