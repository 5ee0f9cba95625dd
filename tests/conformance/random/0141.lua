-- random program 141
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
  do local ok, e = pcall(function()
    local function f5()
      say("w1.f5 6")
      do local _ <close> = lk:hold()
        say("w1.f5 8 in")
        ev:set()
        ev:clear()
      end
      return "f5"
    end
    do local ok, e = pcall(function() say("w1 4 " .. wait_for(3, spawn("f5", f5))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 4 err " .. kind(e)) else error(e, 0) end end end
    local function f12()
      say("w1.f12 13")
      do local _ <close> = sm:hold()
        say("w1.f12 15 in")
        say("w1.f12 17")
        ev:set()
      end
      return "f12"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f12", f12)
      local function f20()
        say("w1.f20 21")
        if T.w2 then say("w1.f20 cancels w2 " .. yn(T.w2:cancel())) end
        if not q:empty() then say("w1.f20 took " .. q:get_nowait()) end
        error("E24", 0)
      end
      local function f25()
        say("w1.f25 26")
        say("w1.f25 got " .. q:get())
        return "f25"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f20", f20)
        tg:spawn("f25", f25)
      end)
        if is(e, ErrorGroup) then say("w1 19 " .. kind(e)) elseif not ok then error(e, 0) end end
      local function f29()
        say("w1.f29 30")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        say("w1.f29 33")
        error("E34", 0)
      end
      do local ok, e = pcall(function() say("w1 28 " .. wait_for(1, spawn("f29", f29))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 28 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, ErrorGroup) then say("w1 11 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w1 3 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w1 36")
  say("w1 37 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 38 ok") elseif type(e) == "string" then say("w2 38 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(timeout, 2, function()
    say("w2 got " .. q:get())
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 41 ok") elseif type(e) == "string" then say("w2 41 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 39 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 43 woken")
  end
  local function f45()
    say("w2.f45 46")
    sleep(3)
    say("w2.f45 48")
    sleep(2)
    say("w2.f45 50")
    return "f45"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f45", f45)
    say("w2 size " .. q:size())
    say("w2 53")
  end)
    if is(e, ErrorGroup) then say("w2 44 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 54 end")
end
local function w3()
  current():cancel()
  say("w3 barrier " .. br:wait())
  say("w3 58")
  say("w3 60")
  say("w3 61 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
